/** What the pictures need of a validation's result, by the names that it has there. */
type Maybe<Value> = Value | null | undefined;

export interface Estimate {
  value?: Maybe<number>;
  lower?: Maybe<number>;
  upper?: Maybe<number>;
  n: number;
  events: number;
}

export interface CurvePoint {
  predicted: number;
  observed: number;
  lower: number;
  upper: number;
}

export interface HistogramBin {
  from: number;
  to: number;
  events?: Maybe<number>;
  non_events?: Maybe<number>;
}

export interface RocPoint {
  threshold?: Maybe<number>;
  false_positive_rate: number;
  sensitivity: number;
}

export interface DecisionPoint {
  threshold: number;
  model: Estimate;
  treat_all: number;
  current_policy?: Maybe<number>;
}

export interface Figures {
  calibration: CurvePoint[];
  histogram: HistogramBin[];
  roc: RocPoint[];
  decision: DecisionPoint[];
}

export interface Compared {
  auroc: Estimate;
  observed_expected: Estimate;
}

export interface Group {
  name: string;
  n?: Maybe<number>;
  measures?: Maybe<Compared>;
}

export interface Period {
  period: string;
  n?: Maybe<number>;
  measures?: Maybe<Compared>;
}

export type ComparedMeasure = keyof Compared;
