/** The network: the only package that imports Apache MINA. */
@NullMarked
package mailtls.mina;

import org.jspecify.annotations.NullMarked;
