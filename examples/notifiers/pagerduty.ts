import { postJson, type Tell } from './notices.ts';

const MAX_SUMMARY = 1024;

/**
 * Pages the owner, and lets the pager fall silent when it is over: PagerDuty's Events API v2. `routingKeys` by name or role; `on-call` for all others. What is
 * not urgent pages nobody.
 */
export const pagerDuty = (routingKeys: Readonly<Record<string, string>>, url = 'https://events.pagerduty.com/v2/enqueue'): Tell => async ({ key, is, urgency, owner, title, quote, at }) => {
  const event = { dedup_key: key, event_action: is === 'over' ? 'resolve' : 'trigger' };
  if (is === 'over') {
    // Whoever was paged: a duty may have gone from one to the next.
    await Promise.all([...new Set(Object.values(routingKeys))].map((routing_key) => postJson(url, { ...event, routing_key })));
  } else if (urgency === 'high') {
    const routing_key = routingKeys[owner] ?? routingKeys['on-call'];
    if (routing_key === undefined) throw new Error(`no routing key for ${owner}, and none for on-call`);
    const payload = { summary: `${owner}: ${title}`.slice(0, MAX_SUMMARY), source: 'kashuv', severity: 'critical', timestamp: new Date(at).toISOString(), custom_details: { quote } };
    await postJson(url, { ...event, routing_key, payload });
  }
};
