import { keepPreviousData, useInfiniteQuery, useMutation, useQuery } from "@tanstack/react-query";
import { answer, api } from "../api/client";
import type { Schema } from "../api/types";
import { writeFilter, type AuditFilter } from "./filter";

export type AuditEntry = Schema<"AuditEntry">;
export type ChainReport = Schema<"ChainReport">;

const pageLength = 50;

export function useAuditTrail(filter: AuditFilter) {
  const { actor, action, from, until } = filter;
  return useInfiniteQuery({
    queryKey: ["audit", writeFilter(filter).toString()],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET("/api/v1/audit", {
          params: {
            query: {
              actor: actor.trim() === "" ? undefined : actor.trim(),
              action: action === null ? undefined : [action],
              from: from ?? undefined,
              until: until ?? undefined,
              before: pageParam ?? undefined,
              limit: pageLength,
            },
          },
        }),
      ),
    initialPageParam: null as number | null,
    getNextPageParam: (last) => last.next_before ?? null,
    placeholderData: keepPreviousData,
  });
}

/** The whole chain is walked each time: this is a question, asked by a press of the button. */
export function useVerifyTrail() {
  return useMutation({ mutationFn: () => answer(api.GET("/api/v1/audit/verify")) });
}

export function exportAddress(filter: AuditFilter): string {
  const search = writeFilter(filter).toString();
  return search === "" ? "/api/v1/audit/export" : `/api/v1/audit/export?${search}`;
}

/** Names of the register's fields by their pointer, as far as the catalog has them. */
export function useFieldNames() {
  return useQuery({
    queryKey: ["catalog"],
    queryFn: () => answer(api.GET("/api/v1/catalog")),
    staleTime: Infinity,
    select: (catalog) => new Map(catalog.completeness.map(({ pointer, name }) => [pointer, name])),
  });
}
