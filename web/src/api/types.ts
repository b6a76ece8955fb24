import type { components } from "./schema";

type Schemas = components["schemas"];

/** A shape that travels between browser and server, by the name it has in openapi.json. */
export type Schema<Name extends keyof Schemas> = Schemas[Name];
