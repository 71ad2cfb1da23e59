export { content, dependence, embodied, slotValues } from "./ancestry.ts";
export { goodsOf, isArea, placesOf, world } from "./area.ts";
export { baseActivity } from "./base-activity.ts";
export type { RowNumbers, Unread } from "./check.ts";
export { check } from "./check.ts";
export type { Compiled } from "./compile.ts";
export { compile } from "./compile.ts";
export { dayAfter, daysBetween } from "./day.ts";
export type { Demand } from "./demand.ts";
export type { Field, FieldName, FieldType, Noun } from "./dictionary.ts";
export { fieldsOf } from "./dictionary.ts";
export { dictionaryRows } from "./dictionary-rows.ts";
export { CounterweightError } from "./fault.ts";
export type { Finding } from "./finding.ts";
export { hasErrors } from "./finding.ts";
export type { FindingDraft, FindingList } from "./finding-list.ts";
export { findingList, findingsInOrder } from "./finding-list.ts";
export type { Good } from "./good.ts";
export type { Group } from "./group.ts";
export type { BesideTable, InputOutputTable } from "./io-table.ts";
export { tableNetwork } from "./io-table.ts";
export { compileTable } from "./io-table-compiled.ts";
export type { Lane } from "./lane.ts";
export type { Measure, MeasureKind, PathStep } from "./measure.ts";
export { nearest } from "./nearest.ts";
export type { Network, TableName, Tables } from "./network.ts";
export { network, tableNames } from "./network.ts";
export type { Observation } from "./observation.ts";
export type { Report, RowReader, TextPool } from "./parse.ts";
export { parseRow, rowReader } from "./parse.ts";
export type { Place } from "./place.ts";
export type { Process, Recipe } from "./process.ts";
export type { Scenario } from "./scenario.ts";
export type { SchemaField, TableSchema } from "./schema.ts";
export { tableSchema } from "./schema.ts";
export type { Confidence, Ranged, Source, Sourced } from "./source.ts";
export type { Stock } from "./stock.ts";
export type { MeasureState, Period } from "./timeline.ts";
export { periodsOf, shareGranted, statesOn } from "./timeline.ts";
export {
	converted,
	convertible,
	formatQuantity,
	isUnit,
	units,
} from "./units.ts";
