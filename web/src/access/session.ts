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

/** Nothing that another person read stays behind. */
function dropAllButSession(client: QueryClient): void {
  client.removeQueries({ predicate: (query) => query.queryKey[0] !== sessionKey[0] });
}

/** What was read for another organisation is forgotten, and what is in sight is read again. */
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
      dropAllButSession(client);
      client.setQueryData(sessionKey, remember(session));
    },
  });
}

/** Leaves the page altogether, so that nothing stays in the browser's memory. */
export function useSignOut() {
  return useMutation({
    mutationFn: () => answer(api.DELETE("/api/v1/session")),
    onSuccess: () => window.location.assign("/sign-in"),
  });
}

export function useSwitchOrganisation() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (organisation_id: string) =>
      answer(api.PUT("/api/v1/session/organisation", { body: { organisation_id } })),
    onSuccess: (session) => client.setQueryData(sessionKey, remember(session)),
  });
}

export function useChangePassword() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Schema<"ChangePassword">) => answer(api.PUT("/api/v1/session/password", { body })),
    onSuccess: (session) => client.setQueryData(sessionKey, remember(session)),
  });
}
