import type { Schema } from "../api/types";

export type Application = Schema<"Application">;
export type ApplicationRecord = Schema<"ApplicationRecord">;
export type ApplicationSummary = Schema<"ApplicationSummary">;
export type Attention = Schema<"Attention">;
export type Catalog = Schema<"Catalog">;
export type FunnelCard = Schema<"FunnelCard">;
export type Person = Schema<"Person">;
export type Phase = Schema<"Phase">;
export type PhaseTerm = Schema<"PhaseTerm">;
export type SavedView = Schema<"SavedView">;
export type SortKey = Schema<"SortKey">;
