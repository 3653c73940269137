import java.io.*;
import java.nio.file.*;
import java.util.*;
import org.javarosa.core.model.*;
import org.javarosa.core.model.data.*;
import org.javarosa.core.model.instance.*;
import org.javarosa.core.reference.*;
import org.javarosa.form.api.*;
import org.javarosa.xform.util.XFormUtils;

/** Fills a form as Collect does: each line of standard input is answers (name=value, tabs between). */
public class Fill {
    public static void main(String[] args) throws Exception {
        ReferenceManager.instance().addReferenceFactory(new PrefixedRootFactory(new String[] {"file-csv"}) {
            protected Reference factory(String terminal, String uri) {
                return new Reference() {
                    public boolean doesBinaryExist() { return true; }
                    public InputStream getStream() throws IOException { return Files.newInputStream(Path.of(args[1])); }
                    public String getURI() { return uri; }
                    public String getLocalURI() { return args[1]; }
                    public boolean isReadOnly() { return true; }
                    public OutputStream getOutputStream() { return null; }
                    public void remove() { }
                    public Reference[] probeAlternativeReferences() { return new Reference[0]; }
                };
            }
        });
        for (String line : new String(System.in.readAllBytes(), "UTF-8").split("\n")) {
            if (!line.isEmpty()) System.out.println(fill(args[0], line));
        }
    }

    static String fill(String file, String line) throws Exception {
        Map<String, String> answers = new HashMap<>();
        for (String each : line.split("\t")) answers.put(each.split("=", 2)[0], each.split("=", 2)[1]);
        FormDef form = XFormUtils.getFormFromInputStream(new FileInputStream(file), file);
        form.initialize(true, new InstanceInitializationFactory());
        FormEntryModel model = new FormEntryModel(form);
        FormEntryController at = new FormEntryController(model);
        int event;
        while ((event = at.stepToNextEvent()) != FormEntryController.EVENT_END_OF_FORM) {
            if (event != FormEntryController.EVENT_QUESTION) continue;
            FormEntryPrompt asked = model.getQuestionPrompt();
            String said = answers.get(asked.getIndex().getReference().getNameLast());
            if (said != null) at.answerQuestion(model.getFormIndex(), data(asked, said), true);
        }
        return found(form.getMainInstance().getRoot(), "grade");
    }

    static IAnswerData data(FormEntryPrompt asked, String said) {
        if (asked.getControlType() != Constants.CONTROL_SELECT_ONE) return new DecimalData(Double.parseDouble(said));
        for (SelectChoice each : asked.getSelectChoices()) {
            if (each.getValue().equals(said)) return new SelectOneData(each.selection());
        }
        throw new IllegalArgumentException(said);
    }

    static String found(TreeElement at, String name) {
        if (at.getName().equals(name)) return at.getValue() == null ? "" : at.getValue().getDisplayText();
        for (int n = 0; n < at.getNumChildren(); n++) {
            String below = found(at.getChildAt(n), name);
            if (below != null) return below;
        }
        return null;
    }
}
