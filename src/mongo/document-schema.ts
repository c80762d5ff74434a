import { Schema, type SchemaDefinition } from 'mongoose';

/** A text that must be there. */
export const text = { type: String, required: true };
export const moment = { type: Date, required: true };
export const whole = { type: Number, required: true };
/** A part that is kept as it comes; nothing is searched inside by a path that is not declared. */
export const part = { type: Schema.Types.Mixed, required: true };
export const optionalPart = { type: Schema.Types.Mixed };

/** How a document of a collection looks; unknown paths are refused rather than dropped. */
export function documentSchema(fields: SchemaDefinition): Schema {
  return new Schema(
    { _id: text, ...fields },
    { strict: 'throw', minimize: false, versionKey: false, id: false, autoIndex: false, autoCreate: false },
  );
}
