import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { ProblemError, isProblem } from "../api/problem";
import { sessionKey } from "../access/session";

function retry(failures: number, error: Error): boolean {
  const passing = !(error instanceof ProblemError) || error.status === 0 || error.status >= 500;
  return passing && failures < 2;
}

/** A session that ended is noticed wherever it shows, and leads to the sign-in page. */
function watchSession(client: () => QueryClient) {
  return (error: Error) => {
    if (isProblem(error, "not_signed_in")) client().setQueryData(sessionKey, null);
    if (isProblem(error, "password_change_required"))
      void client().invalidateQueries({ queryKey: sessionKey });
  };
}

export function createQueryClient(): QueryClient {
  const onError = watchSession(() => client);
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: { queries: { retry, staleTime: 15_000 }, mutations: { retry: false } },
  });
  return client;
}
