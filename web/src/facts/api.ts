import { useQuery } from "@tanstack/react-query";
import { answer, api } from "../api/client";

/** Every fact of the house, or of one department. */
export function useFacts(department?: string, enabled = true) {
  return useQuery({
    queryKey: ["portfolio", "facts", department ?? ""],
    queryFn: async () =>
      (await answer(api.GET("/api/v1/facts", { params: { query: department ? { department } : {} } }))).items,
    enabled,
    staleTime: 60_000,
  });
}
