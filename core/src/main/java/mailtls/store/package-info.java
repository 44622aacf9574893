/** Where mail is kept: the user side that all three protocols share. */
@NullMarked
package mailtls.store;

import org.jspecify.annotations.NullMarked;
