import {
  keepPreviousData,
  useMutation,
  useQuery,
  useQueryClient,
  type QueryClient,
} from "@tanstack/react-query";
import { answer, api, ifMatch } from "../api/client";
import type { Schema } from "../api/types";
import { withMovedCard, type Funnel } from "./funnelBoard";
import type { ServerQuery } from "./registerQuery";
import type { Application, ApplicationRecord } from "./types";

/** Everything of this room lives under one key, so that one change refreshes all that shows it. */
export const roomKey = ["portfolio"] as const;
const applicationKey = (id: string) => [...roomKey, "application", id] as const;
const historyKey = (id: string) => [...roomKey, "history", id] as const;
const viewsKey = ["portfolio-views"] as const;
export const funnelKey = [...roomKey, "funnel"] as const;

/** Terms change with a new version of the program, not during a visit. */
export function useCatalog() {
  return useQuery({
    queryKey: ["catalog"],
    queryFn: () => answer(api.GET("/api/v1/catalog")),
    staleTime: Infinity,
  });
}

export function usePeople() {
  return useQuery({
    queryKey: ["people"],
    queryFn: async () => (await answer(api.GET("/api/v1/people"))).items,
    staleTime: 60_000,
  });
}

export function useOverview() {
  return useQuery({
    queryKey: [...roomKey, "overview"],
    queryFn: () => answer(api.GET("/api/v1/overview")),
  });
}

/** The page before stays in sight while the next one is fetched, so that typing does not flicker. */
export function useApplications(query: ServerQuery) {
  return useQuery({
    queryKey: [...roomKey, "list", query],
    queryFn: ({ signal }) => answer(api.GET("/api/v1/applications", { params: { query }, signal })),
    placeholderData: keepPreviousData,
  });
}

function fetchApplication(id: string): Promise<Application> {
  return answer(api.GET("/api/v1/applications/{id}", { params: { path: { id } } }));
}

export function useApplication(id: string) {
  return useQuery({ queryKey: applicationKey(id), queryFn: () => fetchApplication(id) });
}

/** For the editor: read once when it opens, so that nothing changes under the hands of who types. */
export function useApplicationToEdit(id: string) {
  return useQuery({
    queryKey: ["portfolio-edit", id],
    queryFn: () => fetchApplication(id),
    staleTime: Infinity,
    gcTime: 0,
  });
}

/** The newest version, past what was read before: for a conflict. */
export function useFetchNewest(id: string) {
  return useMutation({ mutationFn: () => fetchApplication(id) });
}

export function useHistory(id: string) {
  return useQuery({
    queryKey: historyKey(id),
    queryFn: async () =>
      (await answer(api.GET("/api/v1/applications/{id}/history", { params: { path: { id } } }))).items,
  });
}

export function useOverlaps() {
  return useQuery({
    queryKey: [...roomKey, "overlaps"],
    queryFn: async () => (await answer(api.GET("/api/v1/overlaps"))).items,
  });
}

export function useFunnel() {
  return useQuery({ queryKey: funnelKey, queryFn: () => answer(api.GET("/api/v1/funnel")) });
}

export function useFlow(months: number) {
  return useQuery({
    queryKey: [...roomKey, "flow", months],
    queryFn: () => answer(api.GET("/api/v1/funnel/flow", { params: { query: { months } } })),
    placeholderData: keepPreviousData,
  });
}

export function useIdeas(scope: Schema<"IdeaScope">, enabled = true) {
  return useQuery({
    queryKey: [...roomKey, "ideas", scope],
    queryFn: async () => (await answer(api.GET("/api/v1/ideas", { params: { query: { scope } } }))).items,
    enabled,
  });
}

/** The answer of a change is the newest version; whatever else shows it is read again. */
function remember(client: QueryClient, application: Application): Promise<void> {
  client.setQueryData(applicationKey(application.id), application);
  return client.invalidateQueries({
    queryKey: roomKey,
    predicate: ({ queryKey }) => queryKey[1] !== "application" || queryKey[2] !== application.id,
  });
}

export function useAddApplication() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Schema<"NewApplication">) => answer(api.POST("/api/v1/applications", { body })),
    onSuccess: (application) => remember(client, application),
  });
}

export function useSaveApplication(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ version, record }: { version: number; record: ApplicationRecord }) =>
      answer(
        api.PUT("/api/v1/applications/{id}", {
          params: { path: { id }, header: { "If-Match": ifMatch(version) } },
          body: record,
        }),
      ),
    onSuccess: (application) => remember(client, application),
  });
}

export function useConfirmApplication(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => answer(api.POST("/api/v1/applications/{id}/confirm", { params: { path: { id } } })),
    onSuccess: (application) => remember(client, application),
  });
}

export interface Move {
  id: string;
  version: number;
  move: Schema<"PhaseMove">;
}

function sendMove({ id, version, move }: Move): Promise<Application> {
  return answer(
    api.POST("/api/v1/applications/{id}/phase", {
      params: { path: { id }, header: { "If-Match": ifMatch(version) } },
      body: move,
    }),
  );
}

export function useMoveApplication() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: sendMove,
    onSuccess: (application) => remember(client, application),
    onError: () => client.invalidateQueries({ queryKey: roomKey }),
  });
}

/** As above, and the board shows the move before the server has answered; a refusal puts the card back. */
export function useMoveCard() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: sendMove,
    onMutate: async ({ id, move }) => {
      await client.cancelQueries({ queryKey: funnelKey });
      const before = client.getQueryData<Funnel>(funnelKey);
      if (before !== undefined) client.setQueryData(funnelKey, withMovedCard(before, id, move.phase));
      return { before };
    },
    onSuccess: (application) => remember(client, application),
    onError: (_error, _move, context) => {
      if (context?.before !== undefined) client.setQueryData(funnelKey, context.before);
      return client.invalidateQueries({ queryKey: roomKey });
    },
  });
}

export function useSubmitIdea() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Schema<"NewIdea">) => answer(api.POST("/api/v1/ideas", { body })),
    onSuccess: () => client.invalidateQueries({ queryKey: roomKey }),
  });
}

export function useStateProblem(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Schema<"IdeaProblem">) =>
      answer(api.PUT("/api/v1/ideas/{id}/problem", { params: { path: { id } }, body })),
    onSuccess: () => client.invalidateQueries({ queryKey: roomKey }),
  });
}

export function useViews() {
  return useQuery({
    queryKey: viewsKey,
    queryFn: async () => (await answer(api.GET("/api/v1/views"))).items,
  });
}

export function useSaveView() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ replaces, body }: { replaces?: Schema<"SavedView">; body: Schema<"NewSavedView"> }) =>
      replaces === undefined
        ? answer(api.POST("/api/v1/views", { body }))
        : answer(
            api.PUT("/api/v1/views/{id}", {
              params: { path: { id: replaces.id }, header: { "If-Match": ifMatch(replaces.version) } },
              body,
            }),
          ),
    onSettled: () => client.invalidateQueries({ queryKey: viewsKey }),
  });
}

export function useDeleteView() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => answer(api.DELETE("/api/v1/views/{id}", { params: { path: { id } } })),
    onSettled: () => client.invalidateQueries({ queryKey: viewsKey }),
  });
}

export function useAddEvidence() {
  return useMutation({
    mutationFn: (file: File) =>
      answer(
        api.POST("/api/v1/evidence", {
          params: { query: { name: file.name } },
          headers: { "Content-Type": "application/octet-stream" },
          // The document describes bytes as text; a file goes out as it is.
          body: file as unknown as string,
          bodySerializer: (body) => body,
        }),
      ),
  });
}
