export { tableText } from "./csv-text.ts";
export { instabilities } from "./import-instability.ts";
export type { ImportInput } from "./import-records.ts";
export type { TableImport, TableOptions } from "./import-table.ts";
export { importTable } from "./import-table.ts";
export type {
	BaciOptions,
	ComtradeOptions,
	TradeImport,
	TradeOptions,
} from "./import-trade.ts";
export { baciCountries, importBaci, importComtrade } from "./import-trade.ts";
export type { UsgsGood, UsgsImport, UsgsOptions } from "./import-usgs.ts";
export { importUsgs } from "./import-usgs.ts";
export type {
	PackageReading,
	ReadingOptions,
	ReadingProgress,
} from "./read-package.ts";
export { readPackage } from "./read-package.ts";
export type { WritingOptions } from "./write-package.ts";
export { writePackage } from "./write-package.ts";
