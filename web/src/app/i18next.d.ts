import type access from "../access/texts.nl.json";
import type assessment from "../assessment/texts.nl.json";
import type audit from "../audit/texts.nl.json";
import type law from "../law/texts.nl.json";
import type facts from "../facts/texts.nl.json";
import type governance from "../governance/texts.nl.json";
import type market from "../market/texts.nl.json";
import type portfolio from "../portfolio/texts.nl.json";
import type sector from "../sector/texts.nl.json";
import type ui from "../ui/texts.nl.json";
import type validation from "../validation/texts.nl.json";
import type app from "./texts.nl.json";

// A key that is not in the texts does not compile. A new room adds its line here.
declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "app";
    resources: {
      access: typeof access;
      app: typeof app;
      assessment: typeof assessment;
      audit: typeof audit;
      law: typeof law;
      facts: typeof facts;
      governance: typeof governance;
      market: typeof market;
      portfolio: typeof portfolio;
      sector: typeof sector;
      ui: typeof ui;
      validation: typeof validation;
    };
  }
}
