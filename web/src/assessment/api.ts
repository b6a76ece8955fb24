import { useMutation, useQuery, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { answer, api, ifMatch } from "../api/client";
import { download } from "../api/download";
import type { Schema } from "../api/types";
import { placeKey, type Answer, type AnswerChange, type Assessment, type InstrumentSummary } from "./types";

const roomKey = ["assessment"] as const;
const instrumentsKey = [...roomKey, "instruments"] as const;
const listKey = [...roomKey, "list"] as const;
export const assessmentKey = (id: string) => [...roomKey, "one", id] as const;

/** Others answer too: what they say appears within this time. */
const refreshMilliseconds = 4000;

export function useInstruments(enabled = true) {
  return useQuery({
    enabled,
    queryKey: instrumentsKey,
    queryFn: async () => (await answer(api.GET("/api/v1/instruments"))).items,
  });
}

/** One version never changes. */
export function useInstrument(id: string | undefined, version: string | undefined) {
  return useQuery({
    queryKey: [...roomKey, "instrument", id, version],
    queryFn: () =>
      answer(api.GET("/api/v1/instruments/{id}", { params: { path: { id: id ?? "" }, query: { version } } })),
    enabled: id !== undefined && version !== undefined,
    staleTime: Infinity,
  });
}

export interface AssessmentQuery {
  instrument?: string;
  subject_kind?: Schema<"SubjectKind">;
  subject_id?: string;
  status?: Schema<"AssessmentStatus">;
}

export function useAssessments(query: AssessmentQuery, enabled = true) {
  return useQuery({
    queryKey: [...listKey, query],
    queryFn: async () => (await answer(api.GET("/api/v1/assessments", { params: { query } }))).items,
    enabled,
  });
}

function fetchAssessment(id: string): Promise<Assessment> {
  return answer(api.GET("/api/v1/assessments/{id}", { params: { path: { id } } }));
}

export function useAssessment(id: string) {
  return useQuery({ queryKey: assessmentKey(id), queryFn: () => fetchAssessment(id) });
}

/** For filling in: read again and again, so that the answers of others appear. */
export function useSharedAssessment(id: string) {
  return useQuery({
    queryKey: assessmentKey(id),
    queryFn: () => fetchAssessment(id),
    refetchInterval: refreshMilliseconds,
  });
}

export function useHistory(id: string, enabled: boolean) {
  return useQuery({
    queryKey: [...roomKey, "history", id],
    queryFn: async () =>
      (await answer(api.GET("/api/v1/assessments/{id}/history", { params: { path: { id } } }))).items,
    enabled,
  });
}

export function sendAnswer(id: string, change: AnswerChange, version: number) {
  return answer(
    api.PUT("/api/v1/assessments/{id}/answers", {
      params: { path: { id }, header: { "If-Match": ifMatch(version) } },
      body: change,
    }),
  );
}

/** What is being read meanwhile is older than what was just written. */
async function remember(client: QueryClient, id: string, change: (known: Assessment) => Assessment) {
  await client.cancelQueries({ queryKey: assessmentKey(id) });
  client.setQueryData<Assessment>(assessmentKey(id), (known) => known && change(known));
  void client.invalidateQueries({ queryKey: listKey });
}

function withAnswer(answers: readonly Answer[], changed: Answer): Answer[] {
  const key = placeKey(changed.link_id, changed.instance);
  const others = answers.filter((each) => placeKey(each.link_id, each.instance) !== key);
  return [...others, changed];
}

/** What is hidden is not read along: the answer to a question that comes back must be read first. */
function asksMore(known: Assessment, { state }: Schema<"SavedAnswer">): boolean {
  const before = new Set(known.state.items.map((each) => placeKey(each.link_id, each.instance)));
  return state.items.some((each) => !before.has(placeKey(each.link_id, each.instance)));
}

export async function rememberAnswer(
  client: QueryClient,
  id: string,
  saved: Schema<"SavedAnswer">,
): Promise<void> {
  const known = client.getQueryData<Assessment>(assessmentKey(id));
  await remember(client, id, (before) => ({
    ...before,
    state: saved.state,
    answers: withAnswer(before.answers, saved.answer),
  }));
  if (known && asksMore(known, saved)) void client.invalidateQueries({ queryKey: assessmentKey(id) });
  // Who shows it hears of it in a while.
  await new Promise((resolve) => setTimeout(resolve));
}

export async function fetchAnswer(client: QueryClient, id: string, linkId: string, instance: number) {
  const newest = await fetchAssessment(id);
  client.setQueryData(assessmentKey(id), newest);
  return newest.answers.find((each) => each.link_id === linkId && each.instance === instance);
}

export function useCreateAssessment() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Schema<"NewAssessment">) => answer(api.POST("/api/v1/assessments", { body })),
    onSuccess: (created) => {
      client.setQueryData(assessmentKey(created.id), created);
      return client.invalidateQueries({ queryKey: listKey });
    },
  });
}

/** A change whose answer is the whole assessment. */
function useWhole<Input>(id: string, mutationFn: (input: Input) => Promise<Assessment>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn,
    onSuccess: (changed) => remember(client, id, () => changed),
    onError: () => client.invalidateQueries({ queryKey: assessmentKey(id) }),
  });
}

export function usePrefill(id: string) {
  return useWhole(id, () =>
    answer(api.POST("/api/v1/assessments/{id}/prefill", { params: { path: { id } } })),
  );
}

export function useComplete(id: string) {
  return useWhole(id, () =>
    answer(api.POST("/api/v1/assessments/{id}/completion", { params: { path: { id } } })),
  );
}

export function useReopen(id: string) {
  return useWhole(id, (body: Schema<"Reopening">) =>
    answer(api.POST("/api/v1/assessments/{id}/reopening", { params: { path: { id } }, body })),
  );
}

export function useSign(id: string) {
  return useWhole(id, (body: Schema<"NewSignature">) =>
    answer(api.POST("/api/v1/assessments/{id}/signatures", { params: { path: { id } }, body })),
  );
}

export function useMovePreview(id: string, enabled: boolean) {
  return useQuery({
    queryKey: [...roomKey, "move", id],
    queryFn: () => answer(api.GET("/api/v1/assessments/{id}/move", { params: { path: { id } } })),
    enabled,
    staleTime: 0,
  });
}

export function useMove(id: string) {
  return useWhole(id, (body: Schema<"MoveRequest">) =>
    answer(api.POST("/api/v1/assessments/{id}/move", { params: { path: { id } }, body })),
  );
}

function useGroups<Input>(id: string, mutationFn: (input: Input) => Promise<Schema<"ChangedGroups">>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn,
    onSuccess: async ({ instances, state }) => {
      await remember(client, id, (known) => ({ ...known, instances, state }));
      return client.invalidateQueries({ queryKey: assessmentKey(id) });
    },
  });
}

export function useAddGroup(id: string) {
  return useGroups(id, (body: Schema<"NewRepeatedGroup">) =>
    answer(api.POST("/api/v1/assessments/{id}/groups", { params: { path: { id } }, body })),
  );
}

export function useRemoveGroup(id: string) {
  return useGroups(id, (body: Schema<"RemovedGroup">) =>
    answer(api.POST("/api/v1/assessments/{id}/groups/removal", { params: { path: { id } }, body })),
  );
}

function useNote<Input>(id: string, mutationFn: (input: Input) => Promise<Schema<"AssessmentNote">>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn,
    onSuccess: (note) => remember(client, id, (known) => ({ ...known, notes: [...known.notes, note] })),
  });
}

export function useComment(id: string) {
  return useNote(id, (body: Schema<"NewComment">) =>
    answer(api.POST("/api/v1/assessments/{id}/comments", { params: { path: { id } }, body })),
  );
}

export function useAddQuestionEvidence(id: string) {
  return useNote(id, (body: Schema<"NewEvidence">) =>
    answer(api.POST("/api/v1/assessments/{id}/evidence", { params: { path: { id } }, body })),
  );
}

export function useKeepFile() {
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

export function useComparison(first: string | undefined, second: string | undefined) {
  return useQuery({
    queryKey: [...roomKey, "comparison", first, second],
    queryFn: () =>
      answer(
        api.GET("/api/v1/assessments/{id}/comparison", {
          params: { path: { id: first ?? "" }, query: { with: second } },
        }),
      ),
    enabled: first !== undefined && second !== undefined,
  });
}

export function useApplicationChoices(search: string, enabled: boolean) {
  return useQuery({
    queryKey: ["portfolio", "choices", search],
    queryFn: async () =>
      (await answer(api.GET("/api/v1/applications", { params: { query: { search, limit: 200 } } }))).items,
    enabled,
  });
}

export function useExportAssessment(id: string) {
  return useMutation({
    mutationFn: ({
      format,
      language,
    }: {
      format: Schema<"AssessmentFormat">;
      language: Schema<"Language">;
    }) =>
      download(
        api.GET("/api/v1/assessments/{id}/export", {
          params: { path: { id }, query: { format, language } },
          parseAs: "blob",
        }),
        `assessment.${format === "xlsx" ? "xlsx" : "json"}`,
      ),
  });
}

export function useExportInstrument({ id, version }: InstrumentSummary) {
  return useMutation({
    mutationFn: (release: Schema<"FhirRelease">) =>
      download(
        api.GET("/api/v1/instruments/{id}/export", {
          params: { path: { id }, query: { version, release } },
          parseAs: "blob",
        }),
        `${id}.json`,
      ),
  });
}

interface AnswersFile {
  file: File;
  instrument: string;
  subject: Schema<"Subject">;
}

/** Begins an assessment with the answers of a file. */
export function useImportAssessment() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ file, instrument, subject: { kind, id, version } }: AnswersFile) =>
      answer(
        api.POST("/api/v1/assessments/import", {
          ...fileRequest(file),
          params: {
            query: {
              instrument,
              subject_kind: kind,
              ...(id ? { subject_id: id } : {}),
              ...(version ? { subject_version: version } : {}),
            },
          },
        }),
      ),
    onSuccess: ({ assessment }) => {
      client.setQueryData(assessmentKey(assessment.id), assessment);
      return client.invalidateQueries({ queryKey: listKey });
    },
  });
}

function fileRequest(file: File) {
  return {
    headers: { "Content-Type": "application/octet-stream" },
    // The document describes bytes as text; a file goes out as it is.
    body: file as unknown as string,
    bodySerializer: (body: string) => body,
  };
}

export function usePreviewInstrument() {
  return useMutation({
    mutationFn: (file: File) => answer(api.POST("/api/v1/instruments/preview", fileRequest(file))),
  });
}

export function useAddInstrument() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (file: File) => answer(api.POST("/api/v1/instruments", fileRequest(file))),
    onSuccess: () => client.invalidateQueries({ queryKey: instrumentsKey }),
  });
}
