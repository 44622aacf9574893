package mailtls.client;

import java.net.IDN;
import java.net.InetAddress;
import java.util.regex.Pattern;
import mailtls.wire.Ascii;

/**
 * A name that the server's certificate must be for: a reference identifier (RFC 9525 section 6.1). It comes from the user or
 * from a configuration, never from the server.
 */
public sealed interface ReferenceId {

    /** A host name: what the user typed, or the domain of the mail address. */
    record DnsId(String name) implements ReferenceId {
        public DnsId {
            name = canonical(name);
        }
    }

    /**
     * A service of a domain, when the host was found by an SRV record (RFC 7817 section 3).
     *
     * @param service the service without its underscore: {@code imaps}, {@code submission}
     */
    record SrvId(String service, String domain) implements ReferenceId {
        public SrvId {
            service = Ascii.lower(service);
            domain = canonical(domain);
        }
    }

    /** An address that the user typed instead of a name. */
    record IpId(InetAddress address) implements ReferenceId {}

    /** What looks like an address and is not a name that DNS could have: {@code 192.0.2.1}, {@code 2001:db8::1}. */
    Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[?[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*]?");

    /**
     * Returns the identifier for what a user typed: an address if it looks like one, else a host name.
     *
     * @throws IllegalArgumentException if it is neither
     */
    static ReferenceId of(String host) {
        if (!ADDRESS.matcher(host).matches()) {
            return new DnsId(host);
        }
        try {
            return new IpId(InetAddress.getByName(host)); // a literal: nobody is asked
        } catch (java.net.UnknownHostException notAnAddress) {
            throw new IllegalArgumentException("neither a host name nor an address: “" + host + "”", notAnAddress);
        }
    }

    /** Returns the name as certificates have it: A-labels, lower case, no dot at the end. */
    private static String canonical(String name) {
        String absolute = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        String ascii = Ascii.lower(IDN.toASCII(absolute, IDN.USE_STD3_ASCII_RULES));
        if (ascii.isEmpty()) {
            throw new IllegalArgumentException("a host name can't be empty");
        }
        return ascii;
    }
}
