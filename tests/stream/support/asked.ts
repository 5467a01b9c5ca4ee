/** Asks the server something as somebody, with a client of their own, and says what came of it. */
import { errors, headers, type NatsConnection } from '@nats-io/nats-core';

/**
 * `refused by permission`, `error <code>`, `status <code>`, `no answer` or `allowed`. Only the first
 * three are refusals; no answer proves nothing.
 */
export async function outcomeOf(
  connection: NatsConnection,
  subject: string,
  body: unknown = '',
  named: Readonly<Record<string, string>> = {},
): Promise<string> {
  const wish = headers();
  for (const [name, value] of Object.entries(named)) wish.set(name, value);
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  try {
    const answer = await connection.request(subject, text, { timeout: 1_500, headers: wish });
    const status = answer.headers?.code ?? 0;
    if (status !== 0) return `status ${status}`;
    const value: unknown = text === '' && subject.includes('DIRECT.GET') ? {} : answer.json();
    return errorIn(value);
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined;
    if (cause instanceof errors.PermissionViolationError) return 'refused by permission';
    if (error instanceof errors.PermissionViolationError) return 'refused by permission';
    if (error instanceof errors.TimeoutError || cause instanceof errors.TimeoutError)
      return 'no answer';
    if (cause instanceof errors.NoRespondersError) return 'nobody there';
    throw error;
  }
}

function errorIn(value: unknown): string {
  if (typeof value !== 'object' || value === null || !('error' in value)) return 'allowed';
  const { error } = value;
  if (typeof error !== 'object' || error === null || !('err_code' in error)) return 'error';
  return `error ${error.err_code}`;
}

/** @returns how the server takes a subscription */
export async function subscriptionOutcome(
  connection: NatsConnection,
  subject: string,
): Promise<string> {
  const answered = new Promise<string>((resolve) => {
    connection.subscribe(subject, {
      callback: (error) => {
        if (error instanceof errors.PermissionViolationError) resolve('refused by permission');
      },
    });
  });
  // The server answers in order, so a refusal comes before the flush does.
  const flushed = connection
    .flush()
    .then(() => new Promise<string>((resolve) => setTimeout(resolve, 50, 'allowed')));
  return Promise.race([answered, flushed]);
}

/** @returns `let in`, or the name of the error */
export async function entryOutcome(connecting: Promise<NatsConnection>): Promise<string> {
  try {
    await (await connecting).close();
    return 'let in';
  } catch (error) {
    if (error instanceof errors.AuthorizationError) return 'not let in';
    if (error instanceof errors.UserAuthenticationExpiredError) return 'not let in';
    throw error;
  }
}
