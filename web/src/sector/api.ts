import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, api, ifMatch } from "../api/client";
import { download } from "../api/download";
import type { Schema } from "../api/types";

export type Member = Schema<"SectorMember">;
export type Round = Schema<"SectorRound">;
export type RoundStatus = Schema<"RoundStatus">;
export type MemberResponse = Schema<"MemberResponse">;
export type OurRound = Schema<"OurRound">;
export type OutgoingPackage = Schema<"OutgoingPackage">;
export type SignedReceipt = Schema<"SignedReceipt">;
export type Traits = Schema<"Traits">;

const roomKey = ["sector"] as const;
/** Others answer too: what the hub received appears within this time. */
const refreshMilliseconds = 15_000;

export function useMembers(enabled = true) {
  return useQuery({
    queryKey: [...roomKey, "members"],
    queryFn: async () => (await answer(api.GET("/api/v1/sector/members"))).items,
    enabled,
  });
}

export function useRounds() {
  return useQuery({
    queryKey: [...roomKey, "rounds"],
    queryFn: async () => (await answer(api.GET("/api/v1/sector/rounds"))).items,
    refetchInterval: refreshMilliseconds,
  });
}

export function useRoundResponse(id: string) {
  return useQuery({
    queryKey: [...roomKey, "response", id],
    queryFn: () => answer(api.GET("/api/v1/sector/rounds/{id}/response", { params: { path: { id } } })),
    refetchInterval: refreshMilliseconds,
  });
}

export function useSubmissions(id: string, member: string) {
  return useQuery({
    queryKey: [...roomKey, "submissions", id, member],
    queryFn: async () =>
      (
        await answer(
          api.GET("/api/v1/sector/rounds/{id}/submissions", { params: { path: { id }, query: { member } } }),
        )
      ).items,
  });
}

export function useEnrolments() {
  return useQuery({
    queryKey: [...roomKey, "enrolments"],
    queryFn: async () => (await answer(api.GET("/api/v1/sector/enrolments"))).items,
  });
}

export function useOurRounds() {
  return useQuery({
    queryKey: [...roomKey, "ours"],
    queryFn: async () => (await answer(api.GET("/api/v1/sector/offered-rounds"))).items,
  });
}

export function usePackage(id: string) {
  return useQuery({
    queryKey: [...roomKey, "package", id],
    queryFn: () => answer(api.GET("/api/v1/sector/packages/{id}", { params: { path: { id } } })),
  });
}

/** A sector body reads what it published, a hospital what it fetched of that. */
export type Publisher = "us" | "hub";

/** Without a question: every question, of all organisations together. With one: in every group. */
export function usePublication(publisher: Publisher, id: string, question?: string) {
  const params = { path: { id }, query: question === undefined ? {} : { question } };
  return useQuery({
    queryKey: [...roomKey, "publication", publisher, id, question],
    queryFn: () =>
      publisher === "us"
        ? answer(api.GET("/api/v1/sector/rounds/{id}/publication", { params }))
        : answer(api.GET("/api/v1/sector/offered-rounds/{id}/publication", { params })),
    enabled: id !== "",
    staleTime: Infinity,
  });
}

export type Peers = Schema<"ComparedWith">;

/** This hospital beside those that are like it in one respect, or beside all. */
export function useComparison(id: string, peers: Peers) {
  return useQuery({
    queryKey: [...roomKey, "comparison", id, peers],
    queryFn: () =>
      answer(
        api.GET("/api/v1/sector/offered-rounds/{id}/comparison", {
          params: { path: { id }, query: { with: peers } },
        }),
      ),
    enabled: id !== "",
    placeholderData: keepPreviousData,
  });
}

/** What was tried is written down also when it failed: all of the room is read again. */
function useChange<Request, Answer>(send: (request: Request) => Promise<Answer>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSettled: () => client.invalidateQueries({ queryKey: roomKey }),
  });
}

export function useAddMember() {
  return useChange((body: Schema<"NewSectorMember">) => answer(api.POST("/api/v1/sector/members", { body })));
}

export function useChangeMember() {
  return useChange(
    ({ id, version, body }: { id: string; version: number; body: Schema<"NewSectorMember"> }) =>
      answer(
        api.PUT("/api/v1/sector/members/{id}", {
          params: { path: { id }, header: { "If-Match": ifMatch(version) } },
          body,
        }),
      ),
  );
}

export function useMakeCode() {
  return useChange((id: string) =>
    answer(api.POST("/api/v1/sector/members/{id}/code", { params: { path: { id } } })),
  );
}

export function useAddRound() {
  return useChange((body: Schema<"NewSectorRound">) => answer(api.POST("/api/v1/sector/rounds", { body })));
}

export function useChangeRoundStatus() {
  return useChange(({ id, version, status }: { id: string; version: number; status: RoundStatus }) =>
    answer(
      api.PUT("/api/v1/sector/rounds/{id}/status", {
        params: { path: { id }, header: { "If-Match": ifMatch(version) } },
        body: { status },
      }),
    ),
  );
}

export function usePublish() {
  return useChange(({ id, version, body }: { id: string; version: number; body: Schema<"NewPublication"> }) =>
    answer(
      api.POST("/api/v1/sector/rounds/{id}/publication", {
        params: { path: { id }, header: { "If-Match": ifMatch(version) } },
        body,
      }),
    ),
  );
}

export function useExportPublication(id: string) {
  return useMutation({
    mutationFn: (format: "csv" | "json") =>
      download(
        api.GET("/api/v1/sector/rounds/{id}/publication/file", {
          params: { path: { id }, query: { format } },
          parseAs: "blob",
        }),
        `publication.${format}`,
      ),
  });
}

export function useInvite(id: string) {
  return useChange((members: string[]) =>
    answer(
      api.POST("/api/v1/sector/rounds/{id}/invitations", { params: { path: { id } }, body: { members } }),
    ),
  );
}

export function useImportPackage() {
  return useChange((file: File) =>
    answer(
      api.POST("/api/v1/sector/submissions/import", {
        headers: { "Content-Type": "application/octet-stream" },
        // The document describes bytes as text; a file goes out as it is.
        body: file as unknown as string,
        bodySerializer: (body) => body,
      }),
    ),
  );
}

export function useEnrol() {
  return useChange((body: Schema<"NewEnrolment">) => answer(api.POST("/api/v1/sector/enrolments", { body })));
}

export function useRefreshRounds() {
  return useChange(() => answer(api.POST("/api/v1/sector/offered-rounds/refresh")));
}

export function useBegin() {
  return useChange((id: string) =>
    answer(api.POST("/api/v1/sector/offered-rounds/{id}/assessment", { params: { path: { id } } })),
  );
}

export function usePrepare() {
  return useChange((id: string) =>
    answer(api.POST("/api/v1/sector/offered-rounds/{id}/packages", { params: { path: { id } } })),
  );
}

export function useSend() {
  return useChange((id: string) =>
    answer(api.POST("/api/v1/sector/packages/{id}/delivery", { params: { path: { id } } })),
  );
}

export function useAddReceipt(id: string) {
  return useChange((body: SignedReceipt) =>
    answer(api.POST("/api/v1/sector/packages/{id}/receipt", { params: { path: { id } }, body })),
  );
}

export function useExportPackage() {
  return useMutation({
    mutationFn: (id: string) =>
      download(
        api.GET("/api/v1/sector/packages/{id}/file", { params: { path: { id } }, parseAs: "blob" }),
        "regie-package.json",
      ),
  });
}
