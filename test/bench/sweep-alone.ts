import { sweeping } from './sweep.ts';

void sweeping();
