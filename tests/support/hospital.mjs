/**
 * @file A hospital with people in it, made the way a hospital would make them.
 */
import assert from "node:assert/strict";
import { Client } from "./client.mjs";

/** @typedef {import("./server.mjs").Server} Server */

export const password = "een lang genoeg geheim";

/**
 * Founds an organisation from the command line and gives its first administrator, signed in.
 * @param {Server} server
 * @param {string} name
 * @param {string} email of the administrator
 */
export async function found(server, name, email) {
  await addUser(server, { email, name: `Beheer ${name}`, organisation: name, roles: ["administrator"], isNew: true });
  return signedIn(server, email);
}

/**
 * Adds a person from the command line, with the password of the tests.
 * @param {Server} server
 * @param {{email: string, name: string, organisation: string, roles: string[], isNew?: boolean}} person
 */
export async function addUser(server, { email, name, organisation, roles, isNew = false }) {
  const args = ["user", "add", "--email", email, "--name", name, "--organisation", organisation, "--password-stdin"];
  for (const role of roles) args.push("--role", role);
  if (isNew) args.push("--new-organisation");
  const added = await server.place.run(args, { input: `${password}\n` });
  assert.equal(added.code, 0, added.stderr);
}

/** @param {Server} server @param {string} email @param {string} [secret] */
export async function signedIn(server, email, secret = password) {
  const client = new Client(server.address);
  await client.signIn(email, secret);
  return client;
}

/**
 * A member whom the administrator adds, who has chosen an own password and is signed in.
 * @param {Client} administrator
 * @param {string} name
 * @param {({role: string, department?: string} | string)[]} grants
 * @param {string} [email]
 */
export async function member(administrator, name, grants, email = addressOf(name)) {
  const created = await administrator.post("/api/v1/accounts", {
    name,
    email,
    grants: grants.map((grant) => (typeof grant === "string" ? { role: grant } : grant)),
  });
  const client = new Client(administrator.address);
  await client.signIn(email, created.temporary_password);
  client.session = await client.put("/api/v1/session/password", {
    current: created.temporary_password,
    replacement: password,
  });
  return client;
}

/** @param {string} name */
export function addressOf(name) {
  return `${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, ".")}@ziekenhuis.example`;
}

/**
 * Adds departments and gives their ids by name.
 * @param {Client} administrator
 * @param {string[]} names
 * @returns {Promise<Record<string, string>>}
 */
export async function departments(administrator, names) {
  /** @type {Record<string, string>} */
  const ids = {};
  for (const name of names) ids[name] = (await administrator.post("/api/v1/departments", { name })).id;
  return ids;
}

/**
 * Everything in a client's audit trail that matches, newest first.
 * @param {Client} client
 * @param {Record<string, unknown>} [query]
 * @returns {Promise<any[]>}
 */
export async function trail(client, query = {}) {
  return (await client.get("/api/v1/audit", { limit: 500, ...query })).items;
}
