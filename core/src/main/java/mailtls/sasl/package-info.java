/** Authentication mechanisms, which know nothing of the protocol that carries them. */
@NullMarked
package mailtls.sasl;

import org.jspecify.annotations.NullMarked;
