/** What every protocol needs to know about the house it serves. */
@NullMarked
package mailtls;

import org.jspecify.annotations.NullMarked;
