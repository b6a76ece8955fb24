import { useMutation, useQuery, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { createContext, useContext } from "react";
import { answer, api, setCsrfToken } from "../api/client";
import { isProblem } from "../api/problem";
import type { Schema } from "../api/types";

export type Session = Schema<"SessionView">;
export type Permission = Schema<"Permission">;

export const sessionKey = ["session"] as const;

function remember(session: Session): Session {
  setCsrfToken(session.csrf_token);
  return session;
}

async function fetchSession(): Promise<Session | null> {
  try {
    return remember(await answer(api.GET("/api/v1/session")));
  } catch (error) {
    if (isProblem(error, "not_signed_in")) return null;
    throw error;
  }
}

/** Who is signed in; `null` when nobody is. */
export function useSessionQuery() {
  return useQuery({ queryKey: sessionKey, queryFn: fetchSession, staleTime: 60_000 });
}

/** Everything that was read for another person or organisation is forgotten. */
export function forgetAllButSession(client: QueryClient): Promise<void> {
  return client.resetQueries({ predicate: (query) => query.queryKey[0] !== sessionKey[0] });
}

export const SessionContext = createContext<Session | null>(null);

/** The session, on pages behind the sign-in. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new Error("useSession is for pages behind the sign-in");
  return session;
}

export function useMay(permission: Permission): boolean {
  return useSession().permissions.includes(permission);
}

export function useSignIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Schema<"SignIn">) => answer(api.POST("/api/v1/session", { body })),
    onSuccess: (session) => {
      client.clear();
      client.setQueryData(sessionKey, remember(session));
    },
  });
}

export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => answer(api.DELETE("/api/v1/session")),
    onSuccess: () => {
      setCsrfToken(null);
      client.setQueryData(sessionKey, null);
      client.removeQueries({ predicate: (query) => query.queryKey[0] !== sessionKey[0] });
    },
  });
}

export function useSwitchOrganisation() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (organisation_id: string) =>
      answer(api.PUT("/api/v1/session/organisation", { body: { organisation_id } })),
    onSuccess: (session) => {
      client.setQueryData(sessionKey, remember(session));
      return forgetAllButSession(client);
    },
  });
}

export function useChangePassword() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Schema<"ChangePassword">) => answer(api.PUT("/api/v1/session/password", { body })),
    onSuccess: (session) => client.setQueryData(sessionKey, remember(session)),
  });
}
