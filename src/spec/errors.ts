/** Every error kashuv throws or reports carries one of these codes. */
export type ErrorCode =
  | 'CONFIG_INVALID' // what the host configured cannot work: fix the configuration
  | 'AUTH_FAILED' // a vendor refused the credentials
  | 'RATE_LIMITED' // a vendor asks to wait; see retryAfterMs
  | 'UNAVAILABLE' // the other side is down or out of reach for now
  | 'INPUT_INVALID' // one item, query or text is malformed
  | 'UNSUPPORTED' // this plugin or version cannot do that
  | 'CONFLICT' // the state moved on meanwhile: read again, decide again
  | 'REJECTED' // the other side, or a rule, refused for good
  | 'OUTCOME_UNKNOWN' // it may or may not have happened: look it up, never repeat blindly
  | 'INTERNAL'; // a defect in kashuv or in a plugin

export interface KashuvErrorOptions {
  /** The configuration key, field or option the error is about, as a path: `brands[0].query`. */
  field?: string;
  /** What to do about it, in one sentence. */
  fix?: string;
  /** Default: true for RATE_LIMITED and UNAVAILABLE, else false. */
  retryable?: boolean;
  /** Milliseconds the other side asked to wait. */
  retryAfterMs?: number;
  cause?: unknown;
}

/** Marks errors across duplicate copies of the package (ESM beside CJS, two versions). */
const BRAND = Symbol.for('kashuv.error');

/** The one error type of kashuv: a code to branch on, the field at fault and the fix. */
export class KashuvError extends Error {
  readonly code: ErrorCode;
  readonly retryable: boolean;
  readonly field?: string;
  readonly fix?: string;
  readonly retryAfterMs?: number;

  constructor(code: ErrorCode, message: string, options: KashuvErrorOptions = {}) {
    super(composeMessage(message, options), options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'KashuvError';
    this.code = code;
    this.retryable = options.retryable ?? (code === 'RATE_LIMITED' || code === 'UNAVAILABLE');
    if (options.field !== undefined) this.field = options.field;
    if (options.fix !== undefined) this.fix = options.fix;
    // What is no time would be waited for without a pause.
    if (options.retryAfterMs !== undefined && options.retryAfterMs >= 0) this.retryAfterMs = options.retryAfterMs;
    Object.defineProperty(this, BRAND, { value: true });
  }

  /** True for every KashuvError, also one made by another copy of the package. */
  static is(error: unknown): error is KashuvError {
    return typeof error === 'object' && error !== null && BRAND in error;
  }

  /** `error` itself if it is a KashuvError, else a KashuvError of `code` with it as cause. */
  static from(error: unknown, code: ErrorCode = 'INTERNAL'): KashuvError {
    if (KashuvError.is(error)) return error;
    return new KashuvError(code, messageOf(error), { cause: error });
  }
}

/** Anything can be thrown, also what cannot be made a string. */
function messageOf(error: unknown): string {
  try {
    return (error instanceof Error ? error.message : String(error)) || 'unknown failure';
  } catch {
    return 'unknown failure';
  }
}

function composeMessage(message: string, { field, fix }: KashuvErrorOptions): string {
  const where = field === undefined ? '' : `${field}: `;
  const mend = fix === undefined ? '' : ` ${fix}`;
  return `${where}${message}${mend}`;
}
