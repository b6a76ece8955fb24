import createClient, { type Middleware } from "openapi-fetch";
import { ProblemError, toProblem, unreachable } from "./problem";
import type { paths } from "./schema";

let csrfToken: string | null = null;

/** The token that the server asks back with every change; it comes with the session. */
export function setCsrfToken(token: string | null): void {
  csrfToken = token;
}

/** What a change that does not go through `api` sends along. */
export function csrfHeader(): Record<string, string> {
  return csrfToken === null ? {} : { "X-CSRF-Token": csrfToken };
}

const headers: Middleware = {
  onRequest({ request }) {
    request.headers.set("Accept-Language", document.documentElement.lang);
    if (request.method !== "GET" && csrfToken !== null) request.headers.set("X-CSRF-Token", csrfToken);
    return request;
  },
  onError() {
    return new ProblemError(0, { code: unreachable });
  },
};

/** The typed client. Wrap each call in `answer(...)`. */
export const api = createClient<paths>({ baseUrl: window.location.origin, credentials: "same-origin" });
api.use(headers);

interface Answer<Data> {
  data?: Data;
  error?: unknown;
  response: Response;
}

/** Gives the body of a good answer, and throws a `ProblemError` otherwise. */
export async function answer<Data>(request: Promise<Answer<Data>>): Promise<Data> {
  const { data, error, response } = await request;
  if (!response.ok) throw toProblem(response.status, error);
  return data as Data;
}

/** The value of If-Match for the version that was read. */
export function ifMatch(version: number): string {
  return `"${version}"`;
}
