/**
 * @file Records of applications: empty, and with every field filled.
 */

/**
 * A record of which only what is given is filled: `{identity: {...}, kind: {...}}`.
 * @param {string} name
 * @param {Record<string, any>} [parts]
 * @returns {any}
 */
export function record(name, parts = {}) {
  const { identity, law, deployments, impacts, ...rest } = parts;
  const empty = emptyRecord(name);
  return {
    ...empty,
    ...Object.fromEntries(Object.entries(rest).map(([part, fields]) => [part, { ...empty[part], ...fields }])),
    identity: { ...empty.identity, ...identity },
    law: { ...empty.law, ...law },
    deployments: deployments ?? [],
    impacts: impacts ?? [],
  };
}

/** As the program itself writes an empty record. @param {string} name @returns {any} */
export function emptyRecord(name) {
  return {
    identity: {
      name, summary: null, problem: null, problem_owner: null, intended_purpose: null, use_case: null,
      transformation: null,
    },
    kind: {
      technology: null, domain: null, origin: null, origin_reason: null, processes: [], departments: [],
      specialisms: [], drivers: [],
    },
    people: {
      accountable_owner: null, clinical_owner: null, technical_owner: null, oversight: null, intended_users: [],
      patient_groups: [], patients_per_year: null,
    },
    deployments: [],
    impacts: [],
    law: {
      medical_device: "not_classified", mdr_class: null, certificate: null, certificate_expires_on: null,
      ai_act_roles: [], risk_class: "not_classified", ai_act_route: null, ai_act_point: null, dpia: "not_assessed",
      dpia_reference: null, fria: "not_assessed", fria_reference: null, register_reference: null,
    },
    data: {
      personal_data: [], sources: [], hosting: null, jurisdiction: null, sub_processors: [], foundation_model: null,
      integrations: [], versions: [], energy_note: null,
    },
    supply: {
      supplier: null, product: null, contract_starts_on: null, contract_ends_on: null, notice_months: null,
      yearly_cost_cents: null, exit_plan: null,
    },
    openness: { is_public: null, leaflet: null, patient_information: null, opt_out: null },
    care: { next_review_on: null, evidence: [], labels: [] },
  };
}

/**
 * Every field filled, with texts, numbers and dates that are easily lost or bent.
 * @param {{departments: string[], accounts: string[]}} ids at least two departments and one account
 * @returns {any}
 */
export function fullRecord({ departments, accounts }) {
  return {
    identity: {
      name: "Botbreuken op röntgenfoto's",
      summary: "Wijst breuken aan. \"Altijd\" kijkt een arts mee; 100 % zeker is het nooit.\nTweede regel\tmet tab.",
      problem: "'s Nachts mist de SEH soms een breuk — de radioloog kijkt pas later.",
      problem_owner: "Artsen van de SEH & hun patiënten",
      intended_purpose: "Hulp bij het vinden van breuken <bij volwassenen> vanaf 2 jaar. 骨折 🦴",
      use_case: "fracture_detection",
      transformation: "care_led",
    },
    kind: {
      technology: "machine_learning",
      domain: "medical",
      origin: "bought",
      origin_reason: "Er zijn goede producten; zelf maken voegt niets toe.",
      processes: ["diagnostics", "triage"],
      departments: [departments[0], departments[1]],
      specialisms: ["surgery", "cardiology"],
      drivers: ["quality", "workload", "income"],
    },
    people: {
      accountable_owner: { name: "Fatima Élise Ĳsbrand", account_id: accounts[0] },
      clinical_owner: { name: "Dr. Onbekend", account_id: null },
      technical_owner: { name: "Joris", account_id: accounts[0] },
      oversight: { name: "Daan", account_id: null },
      intended_users: [
        { role: "Arts op de SEH", number: 34 },
        { role: "Radioloog", number: null },
      ],
      patient_groups: ["Volwassenen", "Kinderen vanaf 2 jaar"],
      patients_per_year: 21500,
    },
    deployments: [
      { department: departments[0], started_on: "2024-02-29", intended_users: 34, active_users: 29 },
      { department: departments[1], started_on: null, intended_users: 0, active_users: null },
    ],
    impacts: [
      { aim: "health_outcomes", expected: "positive", realised: "very_positive", measured_on: "2026-05-01", basis: "Gemiste breuken | voor en na" },
      { aim: "cost", expected: null, realised: null, measured_on: null, basis: null },
    ],
    law: {
      medical_device: "in_house",
      mdr_class: "iib",
      certificate: "EU-1001",
      certificate_expires_on: "2031-12-31",
      ai_act_roles: ["provider", "deployer"],
      risk_class: "high",
      ai_act_route: "annex_iii",
      ai_act_point: "5(d)",
      dpia: "completed",
      dpia_reference: "DPIA-07",
      fria: "in_progress",
      fria_reference: "FRIA-02",
      register_reference: "4101",
    },
    data: {
      personal_data: ["health", "special", "staff"],
      sources: ["PACS", "EPD"],
      hosting: "private_cloud",
      jurisdiction: "eea",
      sub_processors: ["Voorbeeld Datacenter B.V."],
      foundation_model: "Model X 2",
      integrations: ["pacs", "dicom", "other"],
      versions: [
        { version: "3.2", since: "2026-01-01", change: "Ook voet en enkel." },
        { version: "3.0", since: null, change: null },
      ],
      energy_note: "Ongeveer 2.600 kWh per jaar.",
    },
    supply: {
      supplier: "Voorbeeld Imaging B.V.",
      product: "BotZicht",
      contract_starts_on: "2024-01-01",
      contract_ends_on: "2030-06-30",
      notice_months: 6,
      yearly_cost_cents: 5_000_000_123,
      exit_plan: "De oude werkwijze staat in het protocol.",
    },
    openness: {
      is_public: false,
      leaflet: "https://voorbeeld.example/bijsluiter?taal=nl&id=1",
      patient_information: "Een computer kijkt mee.",
      opt_out: "De patiënt zegt het tegen de laborant.",
    },
    care: {
      next_review_on: "2030-01-31",
      evidence: [{ title: "Validatie op 1.200 foto's", link: "https://voorbeeld.example/bewijs" }],
      labels: ["beeld", "spoed"],
    },
  };
}

/**
 * The day that is so many days from today, as yyyy-mm-dd.
 * @param {number} days
 */
export function dayFromToday(days) {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}
