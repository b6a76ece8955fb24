/**
 * @file Requests for every route that the API document describes, made from the document: a new
 * route, and a new field, are walked without a word here.
 */
import { document, operationOf, operations } from "./document.mjs";

/** @typedef {import("./document.mjs").Operation} Operation */
/** @typedef {import("./client.mjs").Client} Client */
/** @typedef {import("./client.mjs").Ask} Ask */

export const nobody = "00000000-0000-7000-8000-000000000000";

/** Stands in every text that the founder writes; nobody from elsewhere may ever read it. */
export const canary = "Kanarie-7f3a";

/** What a walk must not do on the way: it would end the session that walks. */
export const endings = new Set(["signOut", "changePassword", "switchOrganisation"]);

/**
 * Whoever knocks there shows a signature, not a session: what was signed may be sent on by anybody.
 * tests/api/sector.test.mjs tries these doors.
 */
export const signed = new Set(["enrolAtHub", "listOfferedRounds", "receivePackage", "fetchPublication"]);

let number = 0;

/**
 * An id of each kind of thing by its name in requests, such as `department`; `word` stands in every
 * text.
 * @typedef {Record<string, string>} Ids
 */

const word = (/** @type {Ids} */ ids) => ids["word"] ?? "Vreemd";

/** A value of the field that the schema describes. @param {any} schema @param {string} name @param {Ids} ids @returns {any} */
function valueOf(schema, name, ids) {
  if (schema.$ref) return valueOf(document.components.schemas[schema.$ref.split("/").at(-1)], name, ids);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return valueOf(choices.find((/** @type {any} */ each) => each.type !== "null"), name, ids);
  // A token can be made for what its maker may; that is in every list of permissions.
  if (schema.enum?.includes("register_read")) return "register_read";
  if (schema.enum) return schema.enum.find((/** @type {any} */ each) => each !== null);
  const type = Array.isArray(schema.type) ? schema.type.find((/** @type {string} */ each) => each !== "null") : schema.type;
  switch (type) {
    case "object":
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([member, each]) => [member, valueOf(each, member, ids)]),
      );
    case "array":
      return [valueOf(schema.items, name, ids)];
    case "boolean":
      return true;
    case "integer":
    case "number":
      return 1;
    default:
      return textOf(schema, name, ids);
  }
}

/** @param {any} schema @param {string} name @param {Ids} ids */
function textOf(schema, name, ids) {
  number += 1;
  if (schema.format === "date") return "2026-01-31";
  if (schema.format === "date-time") return "2031-01-31T12:00:00Z";
  if (name === "link_id" && ids["link_id"]) return ids["link_id"];
  if (/mail/.test(name)) return `${word(ids).toLowerCase()}-${number}@ziekenhuis.example`;
  if (/link|url|address/.test(name)) return `https://voorbeeld.example/${word(ids)}`;
  if (name === "content") return Buffer.from(`Naam;Samenvatting\n${word(ids)} ${number};${word(ids)}\n`).toString("base64");
  return ids[name.replace(/_id$/, "")] ?? `${word(ids)} ${name} ${number}`;
}

/** Sets what a pointer points at to nothing, or the list that it is in. @param {any} body @param {string} pointer */
function clear(body, pointer) {
  const names = pointer.split("/").slice(1);
  let parent = body;
  for (const [index, name] of names.entries()) {
    const found = parent?.[name];
    if (Array.isArray(found)) return void found.splice(0);
    if (index === names.length - 1 && parent && typeof parent === "object") parent[name] = null;
    parent = found;
  }
}

/**
 * A body that fits the schema of an operation.
 * @param {Operation} operation
 * @param {Ids} ids
 */
function bodyFor({ described }, ids) {
  const schema = described.requestBody?.content["application/json"]?.schema;
  return schema && valueOf(schema, "", ids);
}

/** Bytes are sent as bytes, and everything else as JSON. @param {Operation} operation @param {any} body @param {Ids} ids */
function contentFor({ described }, body, ids) {
  if (described.requestBody?.content["application/octet-stream"])
    return { raw: Buffer.from(`${word(ids)} bewijs`), headers: { "Content-Type": "application/octet-stream" } };
  return body === undefined ? {} : { raw: JSON.stringify(body) };
}

/** The texts that an operation takes in its query, without those of a set form. @param {Operation} operation */
function queryTexts({ described }) {
  // What a file is called says nothing of what there is.
  if (described.requestBody?.content["application/octet-stream"]) return [];
  return (described.parameters ?? []).filter(
    (/** @type {any} */ each) => each.in === "query" && JSON.stringify(each.schema).includes('"string"') && !each.schema.format,
  );
}

/**
 * What one organisation has and did, for others to try.
 * @typedef {object} Trodden
 * @property {string[]} targets ids of things, a few of each kind
 * @property {Ids} ids one of each kind, for bodies
 * @property {Map<string, {path: string, ask: Ask}>} requests the last that went well, by operation
 * @property {Map<string, Set<string>>} fitting ids that are found below a path, by that path
 */

/** Keeps every request that goes well. @param {Client} client @param {Trodden["requests"]} requests */
export function remember(client, requests) {
  const send = client.send.bind(client);
  client.send = async (method, path, ask = {}) => {
    const answer = await send(method, path, ask);
    if (answer.status < 300) requests.set(operationOf(method, path)?.id ?? "", { path, ask });
    return answer;
  };
}

/** `/api/v1/applications/` of everything about one application. @param {Operation} operation */
const placeOf = (operation) => operation.path.split("{")[0] ?? "";

/**
 * The requests that try an operation: what went well for its own people, word for word except the
 * canary, each text of its query as an id, and made up bodies with ids that fit and one that does not.
 * @param {Operation} operation
 * @param {Trodden} trodden
 * @returns {{path: string, ask: Ask}[]}
 */
function triesOf(operation, { targets, ids, requests, fitting }) {
  const body = operation.method === "GET" ? undefined : bodyFor(operation, ids);
  // Sent as it is: a body that is refused is part of the walk.
  const content = contentFor(operation, body, ids);
  const fit = [...(fitting.get(placeOf(operation)) ?? [])].slice(-2);
  const other = targets.filter((each) => !fit.includes(each)).slice(0, 1);
  const inPath = operation.path.includes("{") ? [...fit, ...other] : [""];
  const tries = inPath.map((id) => ({ path: operation.path.replace(/\{[^}]+\}/, id), ask: { ...content, version: 1 } }));
  const known = requests.get(operation.id);
  if (known) {
    const { body: sent, raw, query = {}, ...rest } = known.ask;
    const bytes = raw ?? (sent === undefined ? undefined : JSON.stringify(sent));
    /** A file inside a body is written in base64. @param {string} text @returns {string} */
    const own = (text) =>
      text
        .replaceAll(canary, word(ids))
        .replaceAll(canary.toLowerCase(), word(ids).toLowerCase())
        .replace(/(?<="content":")[A-Za-z0-9+/]+=*(?=")/, (file) => Buffer.from(own(Buffer.from(file, "base64").toString())).toString("base64"));
    const content = bytes === undefined ? {} : { raw: own(bytes.toString()) };
    tries.push({ path: known.path, ask: { ...rest, ...content, query: JSON.parse(own(JSON.stringify(query))) } });
  }
  const { path, ask } = tries[0] ?? { path: "", ask: {} };
  for (const each of queryTexts(operation))
    tries.push({ path, ask: { ...ask, query: { [each.name]: ids[each.name.replace(/_id$/, "")] ?? targets[0] } } });
  return tries;
}

/** The same request with ids that are nowhere. @param {{path: string, ask: Ask}} one @param {string[]} targets */
function withNobody({ path, ask }, targets) {
  const swap = (/** @type {string} */ text) => targets.reduce((known, id) => known.replaceAll(id, nobody), text);
  return {
    path: swap(path),
    ask: {
      ...ask,
      ...(ask.query ? { query: JSON.parse(swap(JSON.stringify(ask.query))) } : {}),
      ...(ask.raw === undefined ? {} : { raw: swap(ask.raw.toString()) }),
    },
  };
}

/**
 * Tries every operation, and gives what was answered.
 * @param {Client} client
 * @param {Trodden} trodden
 * @param {object} [options]
 * @param {(operation: Operation) => boolean} [options.wanted]
 * @param {boolean} [options.twice] each request again with ids that are nowhere, when it has ids
 */
export async function walk(client, trodden, { wanted = () => true, twice = false } = {}) {
  const answers = [];
  for (const operation of operations) {
    if (endings.has(operation.id) || signed.has(operation.id) || !wanted(operation)) continue;
    for (const one of triesOf(operation, trodden)) {
      const answer = await client.send(operation.method, one.path, one.ask);
      const other = withNobody(one, trodden.targets);
      const differs = JSON.stringify(other) !== JSON.stringify(one);
      const without = twice && differs ? await client.send(operation.method, other.path, other.ask) : undefined;
      answers.push({ operation, answer, without, sent: `${one.path} ${JSON.stringify(one.ask).slice(0, 300)}` });
    }
  }
  return answers;
}

/**
 * Uses every route as one who may: adds things, then changes them, so that there is one of
 * everything, with the canary in every text. What is said to be wrong in a body is left out. The own
 * account is left alone: changing it would end the session.
 * @param {Client} client
 * @param {() => Promise<{targets: string[], ids: Ids}>} known what there is by now
 * @returns {Promise<Trodden["fitting"]>}
 */
export async function inhabit(client, known) {
  /** @type {Trodden["fitting"]} */
  const fitting = new Map();
  /** @type {Set<string>} */
  const strange = new Set();
  const order = ["POST", "PUT", "GET"];
  const wanted = operations
    .filter(({ id, method }) => order.includes(method) && !endings.has(id))
    .sort((a, b) => order.indexOf(a.method) - order.indexOf(b.method) || a.path.length - b.path.length);
  for (const operation of wanted) {
    const { targets: all, ids: found } = await known();
    const ids = { ...found, word: canary };
    const place = placeOf(operation);
    const targets = operation.path.includes("{") ? all.filter((id) => id !== client.id && !strange.has(place + id)) : [""];
    for (const id of targets) {
      const path = operation.path.replace(/\{[^}]+\}/, id);
      const body = operation.method === "GET" ? undefined : bodyFor(operation, ids);
      /** @type {Record<string, string>} */
      const query = {};
      for (let attempt = 0, version = 1; attempt < 8; ++attempt) {
        const answer = await client.send(operation.method, path, { query, version, ...contentFor(operation, body, ids) });
        if (answer.status === 404) strange.add(place + id);
        else if (id) fitting.set(place, (fitting.get(place) ?? new Set()).add(id));
        if (answer.status === 412) version += 1;
        else if (answer.status !== 422) break;
        for (const { pointer } of answer.body.errors) {
          const asked = operation.described.parameters.find((/** @type {any} */ each) => `/${each.name}` === pointer);
          if (asked) query[asked.name] = valueOf(asked.schema, asked.name, ids);
          else clear(body, pointer);
        }
      }
    }
  }
  return fitting;
}
