import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, api } from "../api/client";
import type { FigureQuery, ListQuery } from "./marketQuery";

/** Part of the register's key: what the hospital has stands beside every entry. */
const roomKey = ["portfolio", "market"] as const;

/** The list changes when somebody brings in a newer one, not during a visit. */
export function useMarketList() {
  return useQuery({
    queryKey: ["market-list"],
    queryFn: () => answer(api.GET("/api/v1/market/list")),
    staleTime: 300_000,
  });
}

/** The page before stays in sight while the next one is fetched, so that typing does not flicker. */
export function useMarket(query: ListQuery) {
  return useQuery({
    queryKey: [...roomKey, "entries", query],
    queryFn: ({ signal }) => answer(api.GET("/api/v1/market", { params: { query }, signal })),
    placeholderData: keepPreviousData,
  });
}

export function useMarketFigures(query: FigureQuery) {
  return useQuery({
    queryKey: [...roomKey, "figures", query],
    queryFn: ({ signal }) => answer(api.GET("/api/v1/market/figures", { params: { query }, signal })),
    placeholderData: keepPreviousData,
  });
}

export function useMakeIdea() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => answer(api.POST("/api/v1/market/{id}/idea", { params: { path: { id } } })),
    // Also after a refusal: somebody else may have made the idea meanwhile.
    onSettled: () => client.invalidateQueries({ queryKey: ["portfolio"] }),
  });
}
