import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, api } from "../api/client";
import type { Schema } from "../api/types";

const roomKey = ["validation"] as const;

export function useValidations(applicationId: string) {
  return useQuery({
    queryKey: [...roomKey, "of", applicationId],
    queryFn: ({ signal }) =>
      answer(
        api.GET("/api/v1/applications/{id}/validations", { params: { path: { id: applicationId } }, signal }),
      ),
  });
}

export function useValidation(id: string) {
  return useQuery({
    queryKey: [...roomKey, "one", id],
    queryFn: ({ signal }) =>
      answer(api.GET("/api/v1/validations/{id}", { params: { path: { id } }, signal })),
  });
}

export function useMeasures() {
  return useQuery({
    queryKey: [...roomKey, "measures"],
    queryFn: ({ signal }) => answer(api.GET("/api/v1/validation-measures", { signal })),
    staleTime: 3_600_000,
  });
}

export function useAddValidation(applicationId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Schema<"NewValidation">) =>
      answer(
        api.POST("/api/v1/applications/{id}/validations", { params: { path: { id: applicationId } }, body }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: roomKey }),
  });
}
