/** A load generator for mail servers, which comes to TLS both ways and takes no part in what it measures. */
@NullMarked
package mailtls.conformance.bench;

import org.jspecify.annotations.NullMarked;
