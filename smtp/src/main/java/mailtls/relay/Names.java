package mailtls.relay;

import java.net.InetAddress;

/**
 * What a relay asks DNS. Aliases are followed, and an answer is as sure as the least sure step on the way to it (RFC 7672 section
 * 2.1.3). A name that is not there is an empty answer; only a failure is a failure.
 */
public interface Names {

    /**
     * A mail exchanger.
     *
     * @param preference the lower, the sooner it is tried
     * @param host its name, in lower case, without the dot at the end; empty for “no mail” (RFC 7505)
     */
    record Mx(int preference, String host) {}

    /** Returns the mail exchangers of a domain, the best first. */
    Answer<Mx> exchangers(String domain);

    /** Returns the addresses of a host. */
    Answer<InetAddress> addresses(String host);

    /**
     * Returns where a name leads as an alias, one step only; nothing if it is none. It may be sure where what it leads to is not
     * (RFC 7672 section 2.1.3).
     */
    Answer<String> alias(String name);

    /** Returns the TLSA records of a port of a host (RFC 6698 section 3). */
    Answer<Tlsa> tlsa(String host, int port);

    /** Returns the TXT records of a name, the pieces of each put together. */
    Answer<String> texts(String name);
}
