/**
 * @file What the committed API document says, and whether an answer is as it says.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import addFormats from "ajv-formats";
import { Ajv2020 } from "ajv/dist/2020.js";

export const documentFile = join(dirname(fileURLToPath(import.meta.url)), "../../openapi.json");
export const document = JSON.parse(readFileSync(documentFile, "utf8"));

const ajv = new Ajv2020({ strict: false, allErrors: true, validateSchema: false });
addFormats.default(ajv);
ajv.addSchema(document, "regie");

/**
 * @typedef {object} Operation
 * @property {string} id
 * @property {string} method in capitals
 * @property {string} path with {names}
 * @property {string} permission
 * @property {RegExp} pattern
 * @property {any} described
 */

/** @type {Operation[]} */
export const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(/** @type {Record<string, any>} */ (methods)).map(([method, described]) => ({
    id: described.operationId,
    method: method.toUpperCase(),
    path,
    permission: described["x-permission"],
    pattern: new RegExp(`^${path.replaceAll(/\{[^}]+\}/g, "[^/]+")}$`),
    described,
  })),
);

/**
 * @param {string} method
 * @param {string} path
 */
export function operationOf(method, path) {
  const fitting = operations.filter((each) => each.method === method && each.pattern.test(path));
  return fitting.find((each) => each.path === path) ?? fitting[0];
}

/** @param {string[]} names */
const pointer = (names) =>
  `regie#/${names.map((name) => encodeURIComponent(name.replaceAll("~", "~0").replaceAll("/", "~1"))).join("/")}`;

/** @type {Map<string, import("ajv").ValidateFunction>} */
const validators = new Map();

/**
 * @param {string[]} place of the schema in the document
 * @param {unknown} value
 * @param {string} what
 */
function checkAgainst(place, value, what) {
  const $ref = pointer(place);
  const validate = validators.get($ref) ?? ajv.compile({ $ref });
  validators.set($ref, validate);
  if (validate(value)) return;
  const faults = (validate.errors ?? []).map(
    (error) => `${error.instancePath || "/"} ${error.message} ${JSON.stringify(error.params)}`,
  );
  assert.fail(`${what} is not as the API document says:\n  ${faults.join("\n  ")}\n${JSON.stringify(value).slice(0, 2000)}`);
}

const problemFields = Object.keys(document.components.schemas.Problem.properties);
const faultFields = Object.keys(document.components.schemas.Problem.properties.errors.items.properties);

/**
 * @typedef {object} Problem
 * @property {string} type
 * @property {string} title
 * @property {number} status
 * @property {string} detail
 * @property {string} code
 * @property {string} correlation_id
 * @property {{pointer: string, code: string, detail: string}[]} errors
 */

/**
 * @typedef {object} Answer
 * @property {number} status
 * @property {import("node:http").IncomingHttpHeaders} headers
 * @property {Buffer} bytes
 * @property {any} body parsed when it is JSON, else the text
 */

/**
 * @param {Answer} answer
 * @param {string} what
 */
export function checkProblem(answer, what) {
  const problem = /** @type {Problem} */ (answer.body);
  assert.equal(answer.headers["content-type"], "application/problem+json", `${what}: content type of a problem`);
  checkAgainst(["components", "schemas", "Problem"], problem, what);
  for (const name of Object.keys(problem)) assert.ok(problemFields.includes(name), `${what}: a problem has no ${name}`);
  for (const fault of problem.errors)
    for (const name of Object.keys(fault)) assert.ok(faultFields.includes(name), `${what}: a field error has no ${name}`);
  assert.equal(problem.status, answer.status, `${what}: status in the problem`);
  assert.equal(problem.type, `urn:regie:problem:${problem.code}`, `${what}: type of the problem`);
  assert.equal(problem.correlation_id, answer.headers["x-correlation-id"], `${what}: number of the problem`);
  for (const sentence of [problem.detail, ...problem.errors.map((fault) => fault.detail)])
    assert.doesNotMatch(sentence, /[{}]|^\?|^$| \?( |$)/, `${what}: a sentence that was not filled in`);
}

/**
 * Fails when the document does not describe this answer, or describes it otherwise.
 * @param {string} method
 * @param {string} path
 * @param {Answer} answer
 */
export function checkAnswer(method, path, answer) {
  const what = `${method} ${path} -> ${answer.status}`;
  const operation = operationOf(method, path);
  assert.ok(operation, `${what}: the API document has no such route`);
  const responses = operation.described.responses;
  if (!(String(answer.status) in responses)) {
    assert.ok(answer.status >= 400, `${what}: the API document does not name this status`);
    assert.ok("default" in responses, `${what}: the API document describes no problem`);
    return checkProblem(answer, what);
  }
  const content = responses[String(answer.status)].content;
  if (!content) {
    assert.equal(answer.bytes.length, 0, `${what}: an answer without content has some`);
    return;
  }
  const type = (answer.headers["content-type"] ?? "").split(";")[0];
  assert.ok(type && type in content, `${what}: the API document does not name the content type ${type}`);
  checkAgainst(
    ["paths", operation.path, method.toLowerCase(), "responses", String(answer.status), "content", type, "schema"],
    answer.body,
    what,
  );
  if (type === "application/json" && Number.isInteger(answer.body?.version))
    assert.equal(answer.headers.etag, `"${answer.body.version}"`, `${what}: the ETag is the version`);
}

/**
 * What the program accepts, the document must allow.
 * @param {string} method
 * @param {string} path
 * @param {unknown} body
 */
export function checkAcceptedBody(method, path, body) {
  const operation = operationOf(method, path);
  assert.ok(operation?.described.requestBody, `${method} ${path}: the API document knows no body here`);
  checkAgainst(
    ["paths", operation.path, method.toLowerCase(), "requestBody", "content", "application/json", "schema"],
    body,
    `the accepted body of ${method} ${path}`,
  );
}
