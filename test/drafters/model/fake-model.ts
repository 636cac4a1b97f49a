import type { IncomingMessage, ServerResponse } from 'node:http';

import type { Generate, ModelRequest } from '../../../src/drafters/model/index.ts';
import { serve, type TestServer } from '../../support/server.ts';

/** A model that answers as told, one answer after the other; the last one again and again. Keeps what it was asked. */
export function scripted(...answers: unknown[]): Generate & { asked: ModelRequest[] } {
  const asked: ModelRequest[] = [];
  const generate: Generate = async (request) => {
    asked.push(request);
    const answer = answers[Math.min(asked.length, answers.length) - 1];
    if (answer instanceof Error) throw answer;
    return answer;
  };
  return Object.assign(generate, { asked });
}

export interface ChatRequest {
  model: string;
  messages: { role: string; content: string }[];
  response_format?: { type: string; json_schema?: { name: string; strict: boolean; schema: Record<string, unknown> } };
  [more: string]: unknown;
}

export type ChatAnswer = (response: ServerResponse, request: IncomingMessage, body: ChatRequest) => void;

/** A server of the chat-completions protocol on this machine. One answer per request, the last one again and again. */
export async function chatServer(...answers: ChatAnswer[]): Promise<TestServer & { bodies: ChatRequest[] }> {
  const bodies: ChatRequest[] = [];
  const server = await serve((request, response) => {
    let text = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => (text += chunk));
    request.on('end', () => {
      const body = JSON.parse(text) as ChatRequest;
      bodies.push(body);
      answers[Math.min(bodies.length, answers.length) - 1]?.(response, request, body);
    });
  });
  return { ...server, bodies };
}

export const completion =
  (content: string | null, more: { finish_reason?: string; refusal?: string } = {}): ChatAnswer =>
  (response) => {
    const { finish_reason = 'stop', refusal = null } = more;
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ id: 'c1', object: 'chat.completion', choices: [{ index: 0, finish_reason, message: { role: 'assistant', content, refusal } }], usage: { total_tokens: 7 } }));
  };

export const saying = (text: string): ChatAnswer => completion(JSON.stringify({ text }));

export const status =
  (code: number, headers: Record<string, string> = {}, body = '{"error":{"message":"secret detail"}}'): ChatAnswer =>
  (response) => {
    response.writeHead(code, { 'content-type': 'application/json', ...headers });
    response.end(body);
  };
