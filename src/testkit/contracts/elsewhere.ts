/** Far from any time a test runs at. */
const OTHER_TIME = 4_102_444_800_000;

/**
 * What `work`, which has to be done at once, gives at another time and with other luck: what is pure gives the same. The clock and the chance of
 * the machine are put back before anything else runs.
 */
export function elsewhere<T>(work: () => T): T {
  const { Date: RealDate } = globalThis;
  const { random } = Math;
  let luck = 0;
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, args: unknown[]) => Reflect.construct(target, args.length === 0 ? [OTHER_TIME] : args) as object,
    apply: () => new RealDate(OTHER_TIME).toString(),
    get: (target, key) => (key === 'now' ? () => OTHER_TIME : (Reflect.get(target, key) as unknown)),
  });
  // eslint-disable-next-line no-restricted-syntax -- taken away, not used
  Math.random = () => (luck = (luck + 0.618) % 1);
  try {
    return work();
  } finally {
    globalThis.Date = RealDate;
    // eslint-disable-next-line no-restricted-syntax -- put back
    Math.random = random;
  }
}

/** A copy that cannot be changed, so that whoever tries is found. What is no JSON, and so may have methods, is given back as it is. */
export function frozenCopy<T>(value: T): T {
  return isJson(value) ? frozen(structuredClone(value)) : value;
}

function isJson(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return ['string', 'number', 'boolean', 'undefined'].includes(typeof value) || value === null;
  const prototype: unknown = Object.getPrototypeOf(value);
  return (Array.isArray(value) || prototype === Object.prototype || prototype === null) && Object.values(value).every(isJson);
}

function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  for (const inner of Object.values(value as Record<string, unknown>)) frozen(inner);
  return Object.freeze(value);
}
