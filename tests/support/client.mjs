/**
 * @file A client as strict as the API document: every answer is checked against it.
 */
import assert from "node:assert/strict";
import { request } from "node:http";
import { checkAcceptedBody, checkAnswer, checkProblem } from "./document.mjs";

/** @typedef {import("./document.mjs").Answer} Answer */
/** @typedef {import("./document.mjs").Problem} Problem */

/**
 * @typedef {object} Ask
 * @property {Record<string, unknown>} [query] lists become repeated names
 * @property {unknown} [body] sent as JSON
 * @property {string | Buffer} [raw] sent as it is
 * @property {number | string} [version] for If-Match
 * @property {Record<string, string | undefined>} [headers] undefined leaves out what would be sent
 * @property {boolean} [described] false: the API document does not know this address
 * @property {boolean} [failing] true: the database is made to fail, so 503 and 507 are answers too
 */

/** @param {Record<string, unknown>} query */
function queryText(query) {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    for (const each of Array.isArray(value) ? value : [value])
      if (each !== undefined) parameters.append(name, String(each));
  const text = parameters.toString();
  return text === "" ? "" : `?${text}`;
}

/** The JSON or text of a body. @param {Buffer} bytes @param {string} type */
function parsed(bytes, type) {
  const text = bytes.toString("utf8");
  return /[/+]json/.test(type) ? JSON.parse(text) : text;
}

export class Client {
  /**
   * @param {string} address
   * @param {{language?: string}} [options]
   */
  constructor(address, { language = "en" } = {}) {
    this.address = address;
    this.language = language;
    /** @type {string | undefined} */
    this.cookie = undefined;
    /** @type {string | undefined} */
    this.csrf = undefined;
    /** @type {any} */
    this.session = undefined;
  }

  /** @returns {string} */
  get id() {
    return this.session.account_id;
  }

  /**
   * Sends a request and gives the answer, whatever it is.
   * @param {string} method
   * @param {string} path
   * @param {Ask} [ask]
   * @returns {Promise<Answer>}
   */
  async send(method, path, { query = {}, body, raw, version, headers = {}, described = true, failing = false } = {}) {
    const content = raw ?? (body === undefined ? undefined : JSON.stringify(body));
    /** @type {Record<string, string | undefined>} */
    const all = {
      "Accept-Language": this.language,
      Cookie: this.cookie,
      "X-CSRF-Token": method === "GET" ? undefined : this.csrf,
      "Content-Type": content === undefined ? undefined : "application/json",
      "Content-Length": content === undefined ? undefined : String(Buffer.byteLength(content)),
      "If-Match": version === undefined ? undefined : typeof version === "number" ? `"${version}"` : version,
      ...headers,
    };
    for (const name of Object.keys(all)) if (all[name] === undefined) delete all[name];
    const answer = await this.#exchange(method, path + queryText(query), all, content);
    const what = `${method} ${path} -> ${answer.status}`;
    const expected = answer.status < 500 || (failing && [503, 507].includes(answer.status));
    assert.ok(expected, `${what}: ${answer.bytes.toString("utf8").slice(0, 500)}`);
    if (described) checkAnswer(method, path, answer);
    else checkProblem(answer, what);
    if (body !== undefined && answer.status < 300) checkAcceptedBody(method, path, body);
    const cookie = answer.headers["set-cookie"]?.find((each) => each.startsWith("regie_session="));
    if (cookie) this.cookie = cookie.split(";")[0];
    return answer;
  }

  /**
   * @param {string} method
   * @param {string} target
   * @param {Record<string, any>} headers
   * @param {string | Buffer | undefined} content
   * @returns {Promise<Answer>}
   */
  #exchange(method, target, headers, content) {
    return new Promise((resolve, reject) => {
      const sent = request(`${this.address}${target}`, { method, headers, agent: false }, (incoming) => {
        /** @type {Buffer[]} */
        const parts = [];
        incoming.on("data", (part) => parts.push(part));
        incoming.once("error", reject);
        incoming.once("end", () => {
          const bytes = Buffer.concat(parts);
          const type = incoming.headers["content-type"] ?? "";
          try {
            resolve({
              status: incoming.statusCode ?? 0,
              headers: incoming.headers,
              bytes,
              body: parsed(bytes, type),
            });
          } catch (error) {
            reject(error);
          }
        });
      });
      sent.once("error", reject);
      sent.end(content);
    });
  }

  /** Sends a request and checks nothing, for measuring. @param {string} method @param {string} target */
  exchangeOnly(method, target) {
    return this.#exchange(method, target, { Cookie: this.cookie }, undefined);
  }

  /**
   * Sends a request that must succeed, and gives what is in the answer.
   * @param {string} method
   * @param {string} path
   * @param {Ask} [ask]
   * @returns {Promise<any>}
   */
  async succeed(method, path, ask) {
    const answer = await this.send(method, path, ask);
    assert.ok(answer.status < 300, `${method} ${path} -> ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  /** @param {string} path @param {Record<string, unknown>} [query] */
  get(path, query) {
    return this.succeed("GET", path, { query });
  }

  /** @param {string} path @param {unknown} [body] @param {number} [version] */
  post(path, body, version) {
    return this.succeed("POST", path, { body, version });
  }

  /** @param {string} path @param {unknown} body @param {number} [version] */
  put(path, body, version) {
    return this.succeed("PUT", path, { body, version });
  }

  /** @param {string} path */
  delete(path) {
    return this.succeed("DELETE", path);
  }

  /**
   * Sends a request that must be refused, and gives the problem.
   * @param {number} status
   * @param {string} code
   * @param {string} method
   * @param {string} path
   * @param {Ask} [ask]
   * @returns {Promise<Problem & {headers: import("node:http").IncomingHttpHeaders}>}
   */
  async refused(status, code, method, path, ask) {
    const answer = await this.send(method, path, ask);
    assert.deepEqual(
      { status: answer.status, code: answer.body?.code },
      { status, code },
      `${method} ${path}: ${JSON.stringify(answer.body).slice(0, 1000)}`,
    );
    return { ...answer.body, headers: answer.headers };
  }

  /** @param {string} email @param {string} password */
  async signIn(email, password) {
    this.cookie = undefined;
    this.csrf = undefined;
    this.session = await this.post("/api/v1/session", { email, password });
    this.csrf = this.session.csrf_token;
    return this.session;
  }

  /** @param {string} organisation id */
  async actFor(organisation) {
    this.session = await this.put("/api/v1/session/organisation", { organisation_id: organisation });
    return this.session;
  }
}
