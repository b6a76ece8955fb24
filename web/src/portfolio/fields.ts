import type texts from "./texts.nl.json";
import type { ApplicationRecord } from "./types";
import type { Vocabulary } from "./vocabulary";

type Leaves<Tree> = {
  [Key in keyof Tree & string]: Tree[Key] extends string ? Key : `${Key}.${Leaves<Tree[Key]>}`;
}[keyof Tree & string];

export type SectionKey = keyof ApplicationRecord;
/** A field's place in the record and in the texts, such as `identity.name`. */
export type FieldKey = Leaves<(typeof texts)["field"]>;
export type HintKey = Leaves<(typeof texts)["hint"]>;
export type CellKey = keyof (typeof texts)["cell"];
export type RowsKey = "intended_users" | "deployments" | "impacts" | "versions" | "evidence";

type CellShape =
  { kind: "text" | "number" | "date" | "department" | "link" } | { kind: "choice"; vocabulary: Vocabulary };

export type CellDefinition = CellShape & {
  key: CellKey;
  /** A row without it means nothing. */
  required?: boolean;
};

export type FieldShape =
  | { kind: "text" | "long_text" | "link" | "person" | "number" | "money" | "date" }
  | { kind: "yes_no" }
  | { kind: "words" }
  | { kind: "term" | "terms"; catalog: "processes" | "use_cases" | "specialisms" }
  | { kind: "departments" }
  | { kind: "choice"; vocabulary: Vocabulary; required?: boolean }
  | { kind: "choices"; vocabulary: Vocabulary }
  | { kind: "rows"; rows: RowsKey; cells: readonly CellDefinition[] };

export type FieldDefinition = FieldShape & { key: FieldKey; hint?: HintKey };

export interface SectionDefinition {
  key: SectionKey;
  fields: readonly FieldDefinition[];
}

const userCells: readonly CellDefinition[] = [
  { key: "role", kind: "text", required: true },
  { key: "number", kind: "number" },
];
const deploymentCells: readonly CellDefinition[] = [
  { key: "department", kind: "department", required: true },
  { key: "started_on", kind: "date" },
  { key: "intended_users", kind: "number" },
  { key: "active_users", kind: "number" },
];
const impactCells: readonly CellDefinition[] = [
  { key: "aim", kind: "choice", vocabulary: "aim", required: true },
  { key: "expected", kind: "choice", vocabulary: "influence" },
  { key: "realised", kind: "choice", vocabulary: "influence" },
  { key: "measured_on", kind: "date" },
  { key: "basis", kind: "text" },
];
const versionCells: readonly CellDefinition[] = [
  { key: "version", kind: "text", required: true },
  { key: "since", kind: "date" },
  { key: "change", kind: "text" },
];
const evidenceCells: readonly CellDefinition[] = [
  { key: "title", kind: "text", required: true },
  { key: "link", kind: "link", required: true },
];

/** Every field of the record, in reading order: the page, the editor, the history and conflicts follow it. */
export const sections: readonly SectionDefinition[] = [
  {
    key: "identity",
    fields: [
      { key: "identity.name", kind: "text", hint: "identity.name" },
      { key: "identity.summary", kind: "long_text", hint: "identity.summary" },
      { key: "identity.problem", kind: "long_text", hint: "identity.problem" },
      { key: "identity.problem_owner", kind: "text", hint: "identity.problem_owner" },
      { key: "identity.intended_purpose", kind: "long_text", hint: "identity.intended_purpose" },
      { key: "identity.use_case", kind: "term", catalog: "use_cases", hint: "identity.use_case" },
      {
        key: "identity.transformation",
        kind: "choice",
        vocabulary: "transformation",
        hint: "identity.transformation",
      },
    ],
  },
  {
    key: "kind",
    fields: [
      { key: "kind.technology", kind: "choice", vocabulary: "technology" },
      { key: "kind.domain", kind: "choice", vocabulary: "domain" },
      { key: "kind.origin", kind: "choice", vocabulary: "origin" },
      { key: "kind.origin_reason", kind: "long_text", hint: "kind.origin_reason" },
      { key: "kind.processes", kind: "terms", catalog: "processes", hint: "kind.processes" },
      { key: "kind.departments", kind: "departments" },
      { key: "kind.specialisms", kind: "terms", catalog: "specialisms" },
      { key: "kind.drivers", kind: "choices", vocabulary: "driver" },
    ],
  },
  {
    key: "people",
    fields: [
      { key: "people.accountable_owner", kind: "person", hint: "people.accountable_owner" },
      { key: "people.clinical_owner", kind: "person", hint: "people.clinical_owner" },
      { key: "people.technical_owner", kind: "person", hint: "people.technical_owner" },
      { key: "people.oversight", kind: "person", hint: "people.oversight" },
      { key: "people.intended_users", kind: "rows", rows: "intended_users", cells: userCells },
      { key: "people.patient_groups", kind: "words", hint: "people.patient_groups" },
      { key: "people.patients_per_year", kind: "number" },
    ],
  },
  {
    key: "deployments",
    fields: [
      { key: "deployments", kind: "rows", rows: "deployments", cells: deploymentCells, hint: "deployments" },
    ],
  },
  {
    key: "impacts",
    fields: [{ key: "impacts", kind: "rows", rows: "impacts", cells: impactCells, hint: "impacts" }],
  },
  {
    key: "law",
    fields: [
      {
        key: "law.medical_device",
        kind: "choice",
        vocabulary: "medical_device",
        required: true,
        hint: "law.medical_device",
      },
      { key: "law.mdr_class", kind: "choice", vocabulary: "mdr_class", hint: "law.mdr_class" },
      { key: "law.certificate", kind: "text" },
      { key: "law.certificate_expires_on", kind: "date" },
      { key: "law.ai_act_roles", kind: "choices", vocabulary: "ai_act_role", hint: "law.ai_act_roles" },
      {
        key: "law.risk_class",
        kind: "choice",
        vocabulary: "risk_class",
        required: true,
        hint: "law.risk_class",
      },
      { key: "law.ai_act_route", kind: "choice", vocabulary: "ai_act_route", hint: "law.ai_act_route" },
      { key: "law.ai_act_point", kind: "text", hint: "law.ai_act_point" },
      { key: "law.dpia", kind: "choice", vocabulary: "impact_assessment", required: true, hint: "law.dpia" },
      { key: "law.dpia_reference", kind: "text" },
      { key: "law.fria", kind: "choice", vocabulary: "impact_assessment", required: true, hint: "law.fria" },
      { key: "law.fria_reference", kind: "text" },
      { key: "law.register_reference", kind: "text", hint: "law.register_reference" },
    ],
  },
  {
    key: "data",
    fields: [
      { key: "data.personal_data", kind: "choices", vocabulary: "personal_data" },
      { key: "data.sources", kind: "words", hint: "data.sources" },
      { key: "data.hosting", kind: "choice", vocabulary: "hosting" },
      { key: "data.jurisdiction", kind: "choice", vocabulary: "jurisdiction", hint: "data.jurisdiction" },
      { key: "data.sub_processors", kind: "words", hint: "data.sub_processors" },
      { key: "data.foundation_model", kind: "text", hint: "data.foundation_model" },
      { key: "data.integrations", kind: "choices", vocabulary: "integration" },
      { key: "data.versions", kind: "rows", rows: "versions", cells: versionCells },
      { key: "data.energy_note", kind: "text", hint: "data.energy_note" },
    ],
  },
  {
    key: "supply",
    fields: [
      { key: "supply.supplier", kind: "text", hint: "supply.supplier" },
      { key: "supply.product", kind: "text" },
      { key: "supply.contract_starts_on", kind: "date" },
      { key: "supply.contract_ends_on", kind: "date" },
      { key: "supply.notice_months", kind: "number" },
      { key: "supply.yearly_cost_cents", kind: "money" },
      { key: "supply.exit_plan", kind: "long_text", hint: "supply.exit_plan" },
    ],
  },
  {
    key: "openness",
    fields: [
      { key: "openness.is_public", kind: "yes_no", hint: "openness.is_public" },
      { key: "openness.leaflet", kind: "link", hint: "openness.leaflet" },
      { key: "openness.patient_information", kind: "long_text", hint: "openness.patient_information" },
      { key: "openness.opt_out", kind: "text" },
    ],
  },
  {
    key: "care",
    fields: [
      { key: "care.next_review_on", kind: "date" },
      { key: "care.evidence", kind: "rows", rows: "evidence", cells: evidenceCells, hint: "care.evidence" },
      { key: "care.labels", kind: "words", hint: "care.labels" },
    ],
  },
];

export const allFields: readonly FieldDefinition[] = sections.flatMap(({ fields }) => fields);

/** The JSON pointer of a field within the record: /identity/name. */
export function pointerOf(key: FieldKey): string {
  return `/${key.replace(".", "/")}`;
}

/** The field that a pointer falls in: its own, or the list around one of its items. */
export function fieldAt(pointer: string): FieldDefinition | undefined {
  return allFields.find(({ key }) => pointer === pointerOf(key) || pointer.startsWith(`${pointerOf(key)}/`));
}

/** Where the editor shows the field: an id without characters that an address would escape. */
export function anchorOf(key: FieldKey): string {
  return key.replace(".", "-");
}
