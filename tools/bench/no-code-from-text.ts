/** What puts a script into a page lets it make code for a moment, which the page itself may not. */
import { config } from 'zod';

config({ jitless: true });
