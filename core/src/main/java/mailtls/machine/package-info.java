/** The transition table, and the machine that runs it for one conversation. */
@NullMarked
package mailtls.machine;

import org.jspecify.annotations.NullMarked;
