import type { Question } from "./figures";

/** How a page names its questions, and where each has a page of its own. */
export interface QuestionLinks {
  text: (question: Question) => string;
  address: (id: string) => string;
}
