import * as v from 'valibot';
import shapesData from './department-shapes.json';

const Shape = v.strictObject({
  /** SVG path */
  path: v.pipe(v.string(), v.regex(/^[MLZ\d -]+$/)),
  /** where a number inside it is read well */
  label: v.tuple([v.number(), v.number()]),
});

const Shapes = v.strictObject({
  source: v.string(),
  width: v.number(),
  height: v.number(),
  /** longitude of its left side and latitude of its upper one, in degrees */
  west: v.number(),
  north: v.number(),
  /** length of a degree of longitude and of latitude: shorter the one, as in the middle of the country */
  perDegree: v.tuple([v.number(), v.number()]),
  /** by department code */
  departments: v.record(v.string(), Shape),
});
/** The outlines of the departments of Honduras in one picture, north up. */
export type DepartmentShapes = v.InferOutput<typeof Shapes>;

/** Outlines from Natural Earth (public domain), fit for a glance and for nothing that is measured. */
export function departmentShapes(): DepartmentShapes {
  return v.parse(Shapes, shapesData);
}
