/**
 * @file From idea to operation through every shipped gate, each passed on what it asks and nothing else: no
 * waiver and no condition. What a gate asks must be something that a hospital can do.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { before, test } from "node:test";
import { found, member } from "../support/hospital.mjs";
import { record } from "../support/record.mjs";
import { onBothDatabases } from "../support/server.mjs";

/** @typedef {import("../support/client.mjs").Client} Client */

const phases = ["idea", "exploration", "development", "pilot_technical", "pilot_clinical", "implementation", "scaling", "operation"];
const today = new Date().toISOString().slice(0, 10);

/** What the register gets where a gate asks for a field. @type {Record<string, unknown>} */
const fields = {
  "/identity/problem": "Foto's wachten lang", "/identity/problem_owner": "De spoedeisende hulp",
  "/identity/intended_purpose": "Botbreuken aanwijzen", "/people/accountable_owner": { name: "Eva Voorbeeld" },
  "/people/intended_users": [{ role: "Arts", number: 12 }], "/people/oversight": { name: "Daan Voorbeeld" },
  "/kind/origin_reason": "Er is een goed product te koop", "/data/hosting": "on_premises", "/law/certificate": "CE 1234",
  "/openness/patient_information": "Op de website en in de wachtkamer", "/openness/opt_out": "Via de huisarts of de balie",
  "/supply/yearly_cost_cents": 1_200_000, "/supply/exit_plan": "Gegevens terug binnen een maand", "/care/next_review_on": "2027-06-01",
};

/** Answers that lead to an outcome that the gates accept, beside those that any answer does for. @type {Record<string, Record<string, unknown[]>>} */
const answers = {
  "begeleidingsethiek": { result: ["go_on"] },
  "data-readiness": { ground: ["met"], objections: ["met"] },
  "dpia": { decision: ["go"], "residual-risk": ["low"] },
  "generative-validation": { verdict: ["fit"], "within-limits": ["yes"], "texts-checked": [120] },
  "leaflet": { "read-by-patient": [true] },
  "leidraad-ai": { predicts: [true], "validation-local": ["met"], "local-events": [150] },
  "supplier": { decision: ["accept"] },
  "three-part-evaluation": { "clinical-design": ["randomised"] },
  "workflow-fit": { "burden-shift": ["no"], burden: ["less"] },
};

onBothDatabases("An application goes from idea to operation on evidence", (house) => {
  /** @type {Client} */ let admin;
  /** @type {Client} */ let board;

  before(async () => {
    admin = await found(house.server, "Ziekenhuis Bewijslast", "beheer@bewijslast.example");
    board = await member(admin, "Bea Board", ["ai_board_member"]);
    const disciplines = ["ciso", "cmio", "dpo", "medical_physicist", "legal", "client_council"];
    await admin.put(`/api/v1/accounts/${board.id}/disciplines`, { disciplines });
  });

  /** All questions of an instrument by linkId. @param {any[]} items @returns {Map<string, any>} */
  const questions = (items, into = new Map()) => {
    for (const item of items) {
      into.set(item.link_id, item);
      questions(item.items ?? [], into);
    }
    return into;
  };

  /** The best answer that there is. @param {any} question */
  function best({ type, options, minimum }) {
    if (type === "choice" || type === "open_choice") {
      const weighed = [...(options ?? [])].sort((a, b) => (b.weight ?? 0) - (a.weight ?? 0));
      const preferred = (options ?? []).find((/** @type {any} */ each) => ["met", "yes", "go", "none", "low"].includes(each.value));
      return weighed[0].weight !== undefined ? weighed[0].value : (preferred ?? weighed[0]).value;
    }
    if (type === "boolean") return true;
    if (["integer", "decimal", "quantity"].includes(type)) return minimum ?? 1;
    return type === "date" ? today : "Voorbeeld";
  }

  /** Fills in an instrument until nothing is missing, and completes it. @param {string} instrument @param {unknown} subject */
  async function assess(instrument, subject) {
    const begun = await board.post("/api/v1/assessments", { instrument_id: instrument, subject });
    const path = `/api/v1/assessments/${begun.id}`;
    const all = questions((await board.get(`/api/v1/instruments/${instrument}`)).items);
    const wanted = answers[instrument] ?? {};
    const done = new Set();
    for (let rounds = 0; rounds < 40; ++rounds) {
      const { state, answers: given } = await board.get(path);
      const asked = new Set(state.items.map((/** @type {any} */ each) => each.link_id));
      const next = [
        ...Object.keys(wanted).filter((id) => asked.has(id) && !done.has(id)).map((link_id) => ({ link_id, instance: 0 })),
        ...state.missing.filter((/** @type {any} */ each) => !(each.link_id in wanted)),
      ];
      if (next.length === 0) break;
      for (const { link_id, instance } of next) {
        const version = given.find((/** @type {any} */ each) => each.link_id === link_id && each.instance === instance)?.version ?? 0;
        const values = wanted[link_id] ?? [best(all.get(link_id))];
        const computed = given.find((/** @type {any} */ each) => each.link_id === link_id)?.computed;
        await board.put(`${path}/answers`, { link_id, values, ...(instance ? { instance } : {}), ...(computed ? { overruled: "Nagekeken" } : {}) }, version);
        done.add(link_id);
      }
    }
    await board.post(`${path}/completion`);
  }

  /** A requirement as it is now. @param {string} path of the application @param {string} id */
  const stateOf = async (path, id) =>
    (await board.get(`${path}/gate`)).requirements.find((/** @type {any} */ each) => each.id === id);

  /** Meets one requirement. @param {any} application @param {any} gate @param {any} requirement */
  async function meet(application, gate, requirement) {
    const path = `/api/v1/applications/${application.id}`;
    const { kind, instrument } = requirement;
    if (kind === "document")
      await board.post(`${path}/gate/documents`, { kind: requirement.document, title: requirement.text.nl, link: "https://voorbeeld.example/stuk" });
    else if (kind === "sign_off")
      await board.post(`${path}/gate/signatures`, { phase: gate.phase, discipline: requirement.discipline, verdict: "agreed" });
    else if (kind === "assessment") {
      const { subject } = await board.get(`/api/v1/instruments/${instrument}`);
      const of = subject === "department" ? application.department : application.id;
      await assess(instrument, { kind: subject, id: of, ...(subject === "version" ? { version: "1.0" } : {}) });
    } else if (kind === "duty") {
      // The gate does not say which duty it looks at: the hospital meets all that bind the application.
      for (const { id: duty, version } of (await board.get(`${path}/law`)).duties)
        await board.put(`${path}/law/duty`, { duty, state: "met", met_on: null, met_by: null, note: "Geregeld", evidence: [] }, version);
    } else if (kind === "validation") {
      const result = JSON.parse(readFileSync(new URL("../data/validation/breast-cancer.json", import.meta.url), "utf8"));
      const missed = { application_version: "1.0", claims: [], result };
      await board.post(`${path}/validations`, missed);
      assert.equal((await stateOf(path, requirement.id)).state, "missing", "it misses what was agreed");
      result.criteria = result.criteria.filter((/** @type {any} */ each) => each.measure !== "observed_expected");
      await board.post(`${path}/validations`, { application_version: "1.0", claims: [], result });
    } else {
      assert.equal(kind, "field", `nothing here meets a requirement of the kind ${kind}`);
      const now = await board.get(path);
      const value = fields[requirement.pointer];
      assert.ok(value !== undefined, `no value for ${requirement.pointer}`);
      const [, group = "", name = ""] = requirement.pointer.split("/");
      const changed = { ...now.record, [group]: { ...now.record[group], [name]: value } };
      await board.put(path, changed, now.version);
    }
  }

  /** @param {string} name @param {any} parts */
  async function walk(name, parts) {
    const { id: department } = await admin.post("/api/v1/departments", { name: `Afdeling ${name}` });
    const made = await board.post("/api/v1/applications", {
      record: record(name, { data: { versions: [{ version: "1.0", since: "2026-01-01" }] }, ...parts(department) }),
      phase: "idea",
    });
    const application = { ...made, department };
    const path = `/api/v1/applications/${made.id}`;
    let asked = 0;
    for (const phase of phases) {
      let gate = await board.get(`${path}/gate`);
      assert.equal(gate.phase, phase);
      // What is met may bring along that more is asked, and one duty may stand for several requirements.
      for (let rounds = 0; gate.missing > 0 && rounds < 6; ++rounds) {
        const missing = gate.requirements.filter((/** @type {any} */ each) => each.state === "missing");
        for (const requirement of missing) {
          const still = await stateOf(path, requirement.id);
          if (still.state === "missing") await meet(application, gate, still);
        }
        gate = await board.get(`${path}/gate`);
      }
      const left = gate.requirements.filter((/** @type {any} */ each) => each.state === "missing").map((/** @type {any} */ each) => each.id);
      assert.deepEqual(left, [], `${name}, ${phase}: what cannot be met`);
      asked += gate.met;
      const { version } = await board.get(path);
      const decision = { phase, verdict: "go", reason: "Alles is in orde", conditions: [] };
      const decided = await board.post(`${path}/decisions`, decision, version);
      assert.deepEqual((await board.get(`/api/v1/decisions/${decided.id}`)).faults, []);
    }
    assert.equal((await board.get(path)).phase, "operation");
    return asked;
  }

  test("a medical device that predicts, bought, with patients' data", async () => {
    const asked = await walk("Breuken zoeken", (/** @type {string} */ department) => ({
      kind: { technology: "machine_learning", domain: "medical", origin: "bought", departments: [department] },
      data: { personal_data: ["health"], versions: [{ version: "1.0", since: "2026-01-01" }] },
      law: { medical_device: "yes", mdr_class: "iia", risk_class: "high", ai_act_route: "annex_i" },
      supply: { supplier: "Voorbeeld Imaging B.V." },
      deployments: [{ department, started_on: "2026-03-01" }],
    }));
    assert.ok(asked > 70, `${asked} requirements were met`);
  });

  test("a model of its own for triage, of high risk, under the exception for making devices in-house", async () => {
    await walk("Spoed sorteren", (/** @type {string} */ department) => ({
      kind: { technology: "machine_learning", domain: "medical", origin: "developed", departments: [department] },
      data: { personal_data: ["health"], versions: [{ version: "1.0", since: "2026-01-01" }] },
      law: { medical_device: "in_house", risk_class: "high", ai_act_route: "annex_iii", ai_act_point: "5(d)", ai_act_roles: ["provider", "deployer"] },
      deployments: [{ department, started_on: "2026-03-01" }],
    }));
  });

  test("a program that writes letters about patients", async () => {
    await walk("Brieven schrijven", (/** @type {string} */ department) => ({
      kind: { technology: "generative", domain: "administrative", origin: "bought", departments: [department] },
      data: { personal_data: ["health"], versions: [{ version: "1.0", since: "2026-01-01" }] },
      law: { medical_device: "no", risk_class: "transparency" },
      supply: { supplier: "Notitie Voorbeeld N.V." },
      deployments: [{ department, started_on: "2026-03-01" }],
    }));
  });
});
