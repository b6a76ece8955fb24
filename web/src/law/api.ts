import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, api, ifMatch } from "../api/client";
import type { Schema } from "../api/types";

export type ApplicationLaw = Schema<"ApplicationLaw">;
export type HospitalLaw = Schema<"HospitalLaw">;
export type LawDuty = Schema<"LawDuty">;
export type LawDutyText = Schema<"LawDutyText">;
export type LawWalk = Schema<"LawWalk">;
export type Answered = Schema<"Answered">;
export type DutyRecord = Schema<"DutyRecord">;

const roomKey = ["law"] as const;

export function useApplicationLaw(id: string) {
  return useQuery({
    queryKey: [...roomKey, "application", id],
    queryFn: () => answer(api.GET("/api/v1/applications/{id}/law", { params: { path: { id } } })),
  });
}

export function useHospitalLaw() {
  return useQuery({ queryKey: [...roomKey, "hospital"], queryFn: () => answer(api.GET("/api/v1/law")) });
}

/** The question before stays in sight while the next one is fetched. */
export function useWalk(request: Schema<"LawWalkRequest">) {
  return useQuery({
    queryKey: [...roomKey, "walk", request],
    queryFn: () => answer(api.POST("/api/v1/law/walk", { body: request })),
    placeholderData: keepPreviousData,
  });
}

export function useClassify(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ version, body }: { version: number; body: Schema<"LawClassificationRequest"> }) =>
      answer(
        api.PUT("/api/v1/applications/{id}/law", {
          params: { path: { id }, header: { "If-Match": ifMatch(version) } },
          body,
        }),
      ),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: roomKey }),
        client.invalidateQueries({ queryKey: ["portfolio"] }),
      ]),
  });
}

/** Of an application, or of the hospital itself. */
export function useRecordDuty(application: string | null) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ version, body }: { version: number; body: DutyRecord }) => {
      const header = { "If-Match": ifMatch(version) };
      return application === null
        ? answer(api.PUT("/api/v1/law/duty", { params: { header }, body }))
        : answer(
            api.PUT("/api/v1/applications/{id}/law/duty", {
              params: { path: { id: application }, header },
              body,
            }),
          );
    },
    onSettled: () => client.invalidateQueries({ queryKey: roomKey }),
  });
}

export function useSetPublicBody() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ version, public_body }: { version: number; public_body: boolean }) =>
      answer(
        api.PUT("/api/v1/law/setting", {
          params: { header: { "If-Match": ifMatch(version) } },
          body: { public_body },
        }),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: roomKey }),
  });
}

export function useDeadlines(duty: string, from: string | null) {
  return useQuery({
    queryKey: [...roomKey, "deadlines", duty, from],
    queryFn: () =>
      answer(api.GET("/api/v1/law/deadlines", { params: { query: { duty, from: from ?? "" } } })),
    enabled: from !== null,
  });
}

export function useLawChange(offset: number) {
  return useQuery({
    queryKey: [...roomKey, "change", offset],
    queryFn: () => answer(api.GET("/api/v1/law/change", { params: { query: { offset } } })),
    placeholderData: keepPreviousData,
  });
}

export function useAcceptChange() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (edition: string) => answer(api.POST("/api/v1/law/change", { body: { edition } })),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: roomKey }),
        client.invalidateQueries({ queryKey: ["portfolio"] }),
      ]),
  });
}
