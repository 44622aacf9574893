/** Octets to lines, and back: framing, its limits and its sins. */
@NullMarked
package mailtls.wire;

import org.jspecify.annotations.NullMarked;
