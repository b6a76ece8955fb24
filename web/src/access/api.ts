import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, api, ifMatch } from "../api/client";
import type { Schema } from "../api/types";

export type Account = Schema<"Account">;
export type Department = Schema<"Department">;
export type Role = Schema<"Role">;
export type ApiToken = Schema<"ApiToken">;
export type RoleGrant = Schema<"RoleGrant">;
export type Discipline = Schema<"Discipline">;

const accountsKey = ["accounts"] as const;
const departmentsKey = ["departments"] as const;
const tokensKey = ["tokens"] as const;
const disciplinesKey = ["disciplines"] as const;

export function useHealth() {
  return useQuery({ queryKey: ["health"], queryFn: () => answer(api.GET("/health")), staleTime: 0 });
}

export function useAccounts() {
  return useQuery({
    queryKey: accountsKey,
    queryFn: async () => (await answer(api.GET("/api/v1/accounts"))).items,
  });
}

export function useDepartments() {
  return useQuery({
    queryKey: departmentsKey,
    queryFn: async () => (await answer(api.GET("/api/v1/departments"))).items,
  });
}

/** Runs a change, and reads the list again whatever came of it: a refusal may mean that the list is old. */
function useChange<Input, Output>(
  queryKey: readonly string[],
  mutationFn: (input: Input) => Promise<Output>,
) {
  const client = useQueryClient();
  return useMutation({ mutationFn, onSettled: () => client.invalidateQueries({ queryKey }) });
}

export function useAddAccount() {
  return useChange(accountsKey, (body: Schema<"NewAccount">) =>
    answer(api.POST("/api/v1/accounts", { body })),
  );
}

export interface Change<Body> {
  id: string;
  version: number;
  body: Body;
}

export function useChangeAccount() {
  return useChange(accountsKey, ({ id, version, body }: Change<Schema<"AccountChange">>) =>
    answer(
      api.PUT("/api/v1/accounts/{id}", {
        params: { path: { id }, header: { "If-Match": ifMatch(version) } },
        body,
      }),
    ),
  );
}

export function useResetPassword() {
  return useChange(accountsKey, (id: string) =>
    answer(api.POST("/api/v1/accounts/{id}/password-reset", { params: { path: { id } } })),
  );
}

/** Every discipline with who signs for it. */
export function useDisciplines() {
  return useQuery({
    queryKey: disciplinesKey,
    queryFn: async () => (await answer(api.GET("/api/v1/disciplines"))).items,
    staleTime: 60_000,
  });
}

export function useSetDisciplines(id: string) {
  return useChange(disciplinesKey, (disciplines: Discipline[]) =>
    answer(api.PUT("/api/v1/accounts/{id}/disciplines", { params: { path: { id } }, body: { disciplines } })),
  );
}

export function useAddDepartment() {
  return useChange(departmentsKey, (body: Schema<"NewDepartment">) =>
    answer(api.POST("/api/v1/departments", { body })),
  );
}

export function useChangeDepartment() {
  return useChange(departmentsKey, ({ id, version, body }: Change<Schema<"DepartmentChange">>) =>
    answer(
      api.PUT("/api/v1/departments/{id}", {
        params: { path: { id }, header: { "If-Match": ifMatch(version) } },
        body,
      }),
    ),
  );
}

export function useTokens(everyone: boolean) {
  return useQuery({
    queryKey: [...tokensKey, everyone],
    queryFn: async () =>
      (await answer(api.GET("/api/v1/tokens", { params: { query: everyone ? { everyone } : {} } }))).items,
  });
}

export function useCreateToken() {
  return useChange(tokensKey, (body: Schema<"NewApiToken">) => answer(api.POST("/api/v1/tokens", { body })));
}

export function useRevokeToken() {
  return useChange(tokensKey, (id: string) =>
    answer(api.DELETE("/api/v1/tokens/{id}", { params: { path: { id } } })),
  );
}
