import { es } from './es.ts';
import { giveSpanish } from './index.ts';

// For what is loaded after the first screen: whoever imports this finds the texts of every area in place.
giveSpanish(es);
