import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, api } from "../api/client";
import { download } from "../api/download";
import type { Schema } from "../api/types";
import { roomKey } from "./api";
import type { AskedMapping, ChosenFile } from "./importState";
import type { ServerQuery } from "./registerQuery";

export type ImportReport = Schema<"ImportReport">;

/** The columns of a spreadsheet of the register; they change with a new version of the program. */
export function useFields() {
  return useQuery({
    queryKey: ["catalog", "fields"],
    queryFn: async () => (await answer(api.GET("/api/v1/catalog/fields"))).items,
    staleTime: Infinity,
  });
}

function bodyOf(file: ChosenFile, asked: AskedMapping, mode: Schema<"ImportMode">): Schema<"ImportRequest"> {
  const mapping = Object.entries(asked).map(([column, field]) => ({ column, field }));
  return { content: file.content, mapping, mode };
}

/** What the file would do. While a mapping is tried, what was seen before stays in sight. */
export function usePreview(file: ChosenFile, asked: AskedMapping) {
  return useQuery({
    queryKey: ["import-preview", file.id, asked],
    queryFn: ({ signal }) =>
      answer(api.POST("/api/v1/applications/import", { body: bodyOf(file, asked, "preview"), signal })),
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
    refetchOnReconnect: false,
  });
}

export function useImport(file: ChosenFile, asked: AskedMapping) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (mode: Exclude<Schema<"ImportMode">, "preview">) =>
      answer(api.POST("/api/v1/applications/import", { body: bodyOf(file, asked, mode) })),
    onSuccess: () => client.invalidateQueries({ queryKey: roomKey }),
    onError: () => client.invalidateQueries({ queryKey: ["import-preview", file.id] }),
  });
}

export function useExport() {
  return useMutation({
    mutationFn: ({ format, filter }: { format: Schema<"ExportFormat">; filter: ServerQuery | null }) =>
      download(
        api.GET("/api/v1/applications/export", {
          params: { query: filter === null ? { format, whole: true } : { ...filter, format } },
          parseAs: "blob",
        }),
        `register.${format}`,
      ),
  });
}

export function useTemplate() {
  return useMutation({
    mutationFn: (format: Schema<"TemplateFormat">) =>
      download(
        api.GET("/api/v1/applications/template", { params: { query: { format } }, parseAs: "blob" }),
        `register.${format}`,
      ),
  });
}
