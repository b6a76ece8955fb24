import { useRef, useState } from "react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, api } from "../api/client";
import { upload } from "../api/upload";
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

interface Rows {
  file: File;
  version: string;
  /** Absent: that of the last validation of the version. */
  plan: string | undefined;
}

/** Sends rows to be validated; `sent` is the part that went, and `stop` ends it. */
export function useRunValidation(applicationId: string) {
  const client = useQueryClient();
  const [sent, setSent] = useState(0);
  const stopping = useRef<AbortController>(undefined);
  const mutation = useMutation({
    mutationFn: async ({ file, version, plan }: Rows) => {
      setSent(0);
      stopping.current = new AbortController();
      const query = new URLSearchParams({
        application_version: version,
        file_name: file.name,
        language: document.documentElement.lang,
        ...(plan === undefined ? {} : { plan }),
      });
      const made = await upload({
        address: `/api/v1/applications/${applicationId}/validation-runs?${query.toString()}`,
        file,
        onSent: setSent,
        signal: stopping.current.signal,
      });
      return made as Schema<"Validation">;
    },
    onSuccess: () => client.invalidateQueries({ queryKey: roomKey }),
  });
  const stopped = mutation.error instanceof DOMException && mutation.error.name === "AbortError";
  return {
    ...mutation,
    error: stopped ? null : mutation.error,
    sent,
    stop: () => stopping.current?.abort(),
  };
}
