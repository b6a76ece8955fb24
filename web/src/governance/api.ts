import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, api, ifMatch } from "../api/client";
import type { Schema } from "../api/types";

/** Part of the register's key: a change there can open a gate again. */
const roomKey = ["portfolio", "governance"] as const;
const registerKey = ["portfolio"] as const;

export type Gate = Schema<"ApplicationGate">;
export type Requirement = Schema<"JudgedRequirement">;
export type Decision = Schema<"Decision">;
export type GateLine = Schema<"GateLine">;

export function useGate(id: string) {
  return useQuery({
    queryKey: [...roomKey, "gate", id],
    queryFn: () => answer(api.GET("/api/v1/applications/{id}/gate", { params: { path: { id } } })),
  });
}

export function useGateBoard() {
  return useQuery({
    queryKey: [...roomKey, "board"],
    queryFn: () => answer(api.GET("/api/v1/gates")),
    staleTime: 10_000,
  });
}

export function useGateSetting() {
  return useQuery({
    queryKey: [...roomKey, "setting"],
    queryFn: () => answer(api.GET("/api/v1/gates/setting")),
  });
}

export function useDecision(id: string) {
  return useQuery({
    queryKey: [...roomKey, "decision", id],
    queryFn: () => answer(api.GET("/api/v1/decisions/{id}", { params: { path: { id } } })),
  });
}

/** Every change is seen on the application, the board and the overview: all is read again. */
function useChange<Request, Answer>(send: (request: Request) => Promise<Answer>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSuccess: () => client.invalidateQueries({ queryKey: registerKey }),
  });
}

export function useSign(id: string) {
  return useChange((body: Schema<"SignatureRequest">) =>
    answer(api.POST("/api/v1/applications/{id}/gate/signatures", { params: { path: { id } }, body })),
  );
}

export function useWaive(id: string) {
  return useChange((body: Schema<"WaiverRequest">) =>
    answer(api.POST("/api/v1/applications/{id}/gate/waivers", { params: { path: { id } }, body })),
  );
}

export function useAddDocument(id: string) {
  return useChange((body: Schema<"DocumentRequest">) =>
    answer(api.POST("/api/v1/applications/{id}/gate/documents", { params: { path: { id } }, body })),
  );
}

export function useDecide(id: string) {
  return useChange(({ version, body }: { version: number; body: Schema<"DecisionRequest"> }) =>
    answer(
      api.POST("/api/v1/applications/{id}/decisions", {
        params: { path: { id }, header: { "If-Match": ifMatch(version) } },
        body,
      }),
    ),
  );
}

export function useMeetCondition() {
  return useChange(({ id, body }: { id: string; body: Schema<"ConditionMet"> }) =>
    answer(api.POST("/api/v1/decisions/{id}/conditions", { params: { path: { id } }, body })),
  );
}

export function useChangeGateSetting() {
  return useChange(({ version, binding }: Schema<"GateSetting">) =>
    answer(
      api.PUT("/api/v1/gates/setting", {
        params: { header: { "If-Match": ifMatch(version) } },
        body: { binding },
      }),
    ),
  );
}
