package mailtls.imap;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import mailtls.imap.ImapCommand.Append;
import mailtls.imap.ImapCommand.AuthPlaintext;
import mailtls.imap.ImapCommand.AuthWithPassword;
import mailtls.imap.ImapCommand.Authenticate;
import mailtls.imap.ImapCommand.Capability;
import mailtls.imap.ImapCommand.Check;
import mailtls.imap.ImapCommand.Close;
import mailtls.imap.ImapCommand.Copy;
import mailtls.imap.ImapCommand.Create;
import mailtls.imap.ImapCommand.Delete;
import mailtls.imap.ImapCommand.Enable;
import mailtls.imap.ImapCommand.Examine;
import mailtls.imap.ImapCommand.Expunge;
import mailtls.imap.ImapCommand.Fetch;
import mailtls.imap.ImapCommand.Id;
import mailtls.imap.ImapCommand.Idle;
import mailtls.imap.ImapCommand.ListMailboxes;
import mailtls.imap.ImapCommand.Login;
import mailtls.imap.ImapCommand.Logout;
import mailtls.imap.ImapCommand.Lsub;
import mailtls.imap.ImapCommand.Move;
import mailtls.imap.ImapCommand.Namespace;
import mailtls.imap.ImapCommand.Noop;
import mailtls.imap.ImapCommand.Rename;
import mailtls.imap.ImapCommand.Search;
import mailtls.imap.ImapCommand.Select;
import mailtls.imap.ImapCommand.StartTls;
import mailtls.imap.ImapCommand.Status;
import mailtls.imap.ImapCommand.Store;
import mailtls.imap.ImapCommand.Subscribe;
import mailtls.imap.ImapCommand.Unselect;
import mailtls.imap.ImapCommand.Unsubscribe;
import mailtls.sasl.Credentials;
import mailtls.sasl.Mechanisms;
import mailtls.wire.Ascii;

/** From the words of a client to a command (RFC 9051 section 9): one line of {@link #VERBS} for each. */
final class ImapSyntax {

    /** What can be made of what has been read so far. */
    sealed interface Understood {

        /** All of it is there. */
        record Complete(ImapCommand command) implements Understood {}

        /** It is no command. */
        record Faulty(ImapReply reply) implements Understood {}

        /** It is the beginning of a command, up to a literal that has been announced. */
        record Beginning(Tag tag, Class<? extends ImapCommand> command, String name) implements Understood {}
    }

    /** Reads what stands behind the verb. */
    private interface Grammar {
        ImapCommand read(CommandReader in, Tag tag) throws SyntaxFault;
    }

    private record Verb(String word, Class<? extends ImapCommand> makes, Grammar grammar) {}

    // spotless:off
    private static final Map<String, Verb> VERBS = byWord(
            new Verb("CAPABILITY",   Capability.class,    alone(Capability::new)),
            new Verb("NOOP",         Noop.class,          alone(Noop::new)),
            new Verb("LOGOUT",       Logout.class,        alone(Logout::new)),
            new Verb("ID",           Id.class,            ImapSyntax::id),
            new Verb("STARTTLS",     StartTls.class,      alone(StartTls::new)),
            new Verb("LOGIN",        Login.class,         ImapSyntax::login),
            new Verb("AUTHENTICATE", Authenticate.class,  ImapSyntax::authenticate),
            new Verb("ENABLE",       Enable.class,        ImapSyntax::enable),
            new Verb("SELECT",       Select.class,        mailbox(Select::new)),
            new Verb("EXAMINE",      Examine.class,       mailbox(Examine::new)),
            new Verb("CREATE",       Create.class,        mailbox(Create::new)),
            new Verb("DELETE",       Delete.class,        mailbox(Delete::new)),
            new Verb("RENAME",       Rename.class,        ImapSyntax::rename),
            new Verb("SUBSCRIBE",    Subscribe.class,     mailbox(Subscribe::new)),
            new Verb("UNSUBSCRIBE",  Unsubscribe.class,   mailbox(Unsubscribe::new)),
            new Verb("LIST",         ListMailboxes.class, ListGrammar::read),
            new Verb("LSUB",         Lsub.class,          ImapSyntax::lsub),
            new Verb("NAMESPACE",    Namespace.class,     alone(Namespace::new)),
            new Verb("STATUS",       Status.class,        ImapSyntax::status),
            new Verb("APPEND",       Append.class,        MessageGrammar::append),
            new Verb("IDLE",         Idle.class,          alone(Idle::new)),
            new Verb("CHECK",        Check.class,         alone(Check::new)),
            new Verb("CLOSE",        Close.class,         alone(Close::new)),
            new Verb("UNSELECT",     Unselect.class,      alone(Unselect::new)),
            new Verb("EXPUNGE",      Expunge.class,       alone(tag -> new Expunge(tag, Optional.empty()))),
            new Verb("SEARCH",       Search.class,        (in, tag) -> SearchGrammar.read(in, tag, false)),
            new Verb("FETCH",        Fetch.class,         (in, tag) -> MessageGrammar.fetch(in, tag, false)),
            new Verb("STORE",        Store.class,         (in, tag) -> MessageGrammar.store(in, tag, false)),
            new Verb("COPY",         Copy.class,          (in, tag) -> MessageGrammar.copy(in, tag, false)),
            new Verb("MOVE",         Move.class,          (in, tag) -> MessageGrammar.move(in, tag, false)));

    private static final Map<String, Verb> UID_VERBS = byWord(
            new Verb("EXPUNGE",      Expunge.class,       MessageGrammar::uidExpunge),
            new Verb("SEARCH",       Search.class,        (in, tag) -> SearchGrammar.read(in, tag, true)),
            new Verb("FETCH",        Fetch.class,         (in, tag) -> MessageGrammar.fetch(in, tag, true)),
            new Verb("STORE",        Store.class,         (in, tag) -> MessageGrammar.store(in, tag, true)),
            new Verb("COPY",         Copy.class,          (in, tag) -> MessageGrammar.copy(in, tag, true)),
            new Verb("MOVE",         Move.class,          (in, tag) -> MessageGrammar.move(in, tag, true)));
    // spotless:on

    /** How many fields a client may tell about itself (RFC 2971 section 3.3). */
    private static final int MOST_ID_FIELDS = 30;

    private ImapSyntax() {}

    /** Understands as much of a command as has been read. */
    static Understood understand(Assembled words) {
        var in = new CommandReader(words);
        Tag tag;
        try {
            tag = in.tag();
        } catch (SyntaxFault noTag) {
            return new Understood.Faulty(ImapReply.bad("A command begins with a tag"));
        }
        try {
            in.space();
            return understand(in, tag);
        } catch (SyntaxFault fault) {
            return new Understood.Faulty(ImapReply.bad(tag, "Syntax: " + fault.words()));
        }
    }

    private static Understood understand(CommandReader in, Tag tag) throws SyntaxFault {
        String word = in.word();
        boolean uid = word.equals("UID");
        if (uid) {
            in.space();
            word = in.word();
        }
        Verb verb = (uid ? UID_VERBS : VERBS).get(word);
        if (verb == null) {
            return new Understood.Faulty(ImapReply.bad(tag, "Unknown command"));
        }
        try {
            ImapCommand command = verb.grammar().read(in, tag);
            in.end();
            return new Understood.Complete(command);
        } catch (SyntaxFault.LiteralAwaited soFarSoGood) {
            return new Understood.Beginning(tag, verb.makes(), verb.word());
        }
    }

    private static Map<String, Verb> byWord(Verb... verbs) {
        var map = new HashMap<String, Verb>();
        for (Verb verb : verbs) {
            map.put(verb.word(), verb);
        }
        return Map.copyOf(map);
    }

    private static Grammar alone(Function<Tag, ImapCommand> command) {
        return (in, tag) -> command.apply(tag);
    }

    private static Grammar mailbox(BiFunction<Tag, String, ImapCommand> command) {
        return (in, tag) -> {
            in.space();
            return command.apply(tag, in.astring());
        };
    }

    /** What clients tell about themselves is read to its end and not kept: nothing here depends on it. */
    private static Id id(CommandReader in, Tag tag) throws SyntaxFault {
        in.space();
        if (in.peek() != '(') {
            in.nstring();
            return new Id(tag);
        }
        List<Optional<String>> fieldsAndValues = in.list(in::nstring);
        if (fieldsAndValues.size() % 2 != 0 || fieldsAndValues.size() > 2 * MOST_ID_FIELDS) {
            throw new SyntaxFault("expected at most 30 fields, each with a value");
        }
        return new Id(tag);
    }

    private static Login login(CommandReader in, Tag tag) throws SyntaxFault {
        in.space();
        String account = text(in.astring());
        in.space();
        return new Login(tag, Credentials.of(account, text(in.astring())));
    }

    /** Returns what the octets say in UTF-8; what they don't say is compared octet by octet, and fits nothing. */
    static String text(String octets) {
        return Ascii.fromUtf8(Ascii.octets(octets)).orElse(octets);
    }

    private static ImapCommand authenticate(CommandReader in, Tag tag) throws SyntaxFault {
        in.space();
        String mechanism = in.word();
        Optional<String> initialResponse = in.take(' ') ? Optional.of(in.rest()) : Optional.empty();
        if (initialResponse.filter(String::isEmpty).isPresent()) {
            throw new SyntaxFault("an empty initial response is written =");
        }
        if (!Mechanisms.disclosesPassword(mechanism)) {
            return new Authenticate(tag, mechanism, initialResponse);
        }
        return initialResponse
                .<ImapCommand>map(response -> new AuthWithPassword(tag, mechanism, response))
                .orElseGet(() -> new AuthPlaintext(tag, mechanism));
    }

    private static Enable enable(CommandReader in, Tag tag) throws SyntaxFault {
        var extensions = new ArrayList<String>();
        do {
            in.space();
            extensions.add(in.word());
        } while (in.peek() == ' ');
        return new Enable(tag, List.copyOf(extensions));
    }

    private static Rename rename(CommandReader in, Tag tag) throws SyntaxFault {
        in.space();
        String from = in.astring();
        in.space();
        return new Rename(tag, from, in.astring());
    }

    private static Lsub lsub(CommandReader in, Tag tag) throws SyntaxFault {
        in.space();
        String reference = in.astring();
        in.space();
        return new Lsub(tag, reference, in.pattern());
    }

    private static Status status(CommandReader in, Tag tag) throws SyntaxFault {
        in.space();
        String mailbox = in.astring();
        in.space();
        return new Status(tag, mailbox, ListGrammar.statusItems(in));
    }
}
