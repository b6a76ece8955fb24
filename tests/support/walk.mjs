/**
 * @file Requests for every route that the API document describes, made from the document: a new
 * route, and a new field, are walked without a word here.
 */
import { document, operations } from "./document.mjs";

/** @typedef {import("./document.mjs").Operation} Operation */
/** @typedef {import("./client.mjs").Client} Client */
/** @typedef {import("./client.mjs").Ask} Ask */

export const nobody = "00000000-0000-7000-8000-000000000000";

/** Stands in every text that the founder writes; nobody from elsewhere may ever read it. */
export const canary = "Kanarie-7f3a";

/** What a walk must not do on the way: it would end the session that walks. */
export const endings = new Set(["signOut", "changePassword", "switchOrganisation"]);

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

/**
 * The path with an id in it, and one with an id in each query parameter that takes a text.
 * @param {Operation} operation
 * @param {string} id
 * @returns {{path: string, query?: Record<string, string>}[]}
 */
function addressesFor({ path, described }, id) {
  const filled = path.replaceAll(/\{[^}]+\}/g, id);
  const texts = (described.parameters ?? []).filter(
    (/** @type {any} */ each) => each.in === "query" && JSON.stringify(each.schema).includes('"string"') && !each.schema.format,
  );
  // What a file is called says nothing of what there is.
  if (described.requestBody?.content["application/octet-stream"]) return [{ path: filled }];
  return [
    { path: filled },
    ...texts.map((/** @type {any} */ each) => ({ path: filled, query: { [each.name]: id } })),
  ];
}

/**
 * Asks every route with every id, and gives what was answered.
 * @param {Client} client
 * @param {string[]} targets ids to fill in
 * @param {Ids} ids for the bodies
 * @param {(operation: Operation) => boolean} [wanted]
 */
export async function walk(client, targets, ids, wanted = () => true) {
  const answers = [];
  for (const operation of operations) {
    if (endings.has(operation.id) || !wanted(operation)) continue;
    const inPath = operation.path.includes("{");
    for (const id of inPath ? targets : targets.slice(0, 1))
      for (const { path, query } of addressesFor(operation, id)) {
        const body = operation.method === "GET" ? undefined : bodyFor(operation, ids);
        // Sent as it is: a body that is refused is part of the walk.
        const content = contentFor(operation, body, ids);
        const answer = await client.send(operation.method, path, { query, version: 1, ...content });
        answers.push({ operation, id, inPath, query, answer });
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
 * @returns {Promise<Set<string>>} the operations that went well at least once
 */
export async function inhabit(client, known) {
  /** @type {Set<string>} */
  const done = new Set();
  const order = ["POST", "PUT", "GET"];
  const wanted = operations
    .filter(({ id, method }) => order.includes(method) && !endings.has(id))
    .sort((a, b) => order.indexOf(a.method) - order.indexOf(b.method) || a.path.length - b.path.length);
  for (const operation of wanted) {
    const { targets: all, ids } = await known();
    const targets = all.filter((id) => id !== client.id);
    for (const id of operation.path.includes("{") ? targets : targets.slice(0, 1)) {
      const path = operation.path.replaceAll(/\{[^}]+\}/g, id);
      const body = operation.method === "GET" ? undefined : bodyFor(operation, { ...ids, word: canary });
      /** @type {Record<string, string>} */
      const query = {};
      for (let attempt = 0, version = 1; attempt < 8; ++attempt) {
        const content = contentFor(operation, body, { ...ids, word: canary });
        const answer = await client.send(operation.method, path, { query, version, ...content });
        if (answer.status < 300) done.add(operation.id);
        if (answer.status === 412) version += 1;
        else if (answer.status !== 422) break;
        for (const { pointer } of answer.body.errors) {
          const asked = operation.described.parameters.find((/** @type {any} */ each) => `/${each.name}` === pointer);
          if (asked) query[asked.name] = valueOf(asked.schema, asked.name, { ...ids, word: canary });
          else clear(body, pointer);
        }
      }
    }
  }
  return done;
}
