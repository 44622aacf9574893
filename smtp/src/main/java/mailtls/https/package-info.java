/** As much of HTTP as mail needs (RFC 9112): one GET over TLS. */
@NullMarked
package mailtls.https;

import org.jspecify.annotations.NullMarked;
