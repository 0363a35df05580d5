import java.io.File;
import java.util.List;
import java.util.Map;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;

/* Runs veraPDF's rules of PDF/UA-1 and PDF/A-3a over the files named. One line a finding, the file first:
 *
 *     FILE <TAB> ua1 7.1-3 (4 times): Content shall be marked as Artifact or tagged as real content
 *     FILE <TAB> ua1 judged 106
 *
 * The second, with the number of rules, ends what was found in a file for a standard; without it the file was not read to its end.
 */
public final class Judge {
    private static final int SHOWN = 1;
    private static final List<PDFAFlavour> STANDARDS = List.of(PDFAFlavour.PDFUA_1, PDFAFlavour.PDFA_3_A);

    private static void judge(String file, PDFAFlavour standard) throws Exception {
        ValidationProfile rules = Profiles.getVeraProfileDirectory().getValidationProfileByFlavour(standard);
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(file), standard);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(standard, SHOWN, false, true, false)) {
            ValidationResult result = validator.validate(parser);
            for (Map.Entry<RuleId, Integer> failed : result.getFailedChecks().entrySet()) {
                RuleId id = failed.getKey();
                String says = rules.getRuleByRuleId(id).getDescription().replaceAll("\\s+", " ");
                System.out.printf("%s\t%s %s-%d (%d times): %s%n", file, standard.getId(), id.getClause(), id.getTestNumber(),
                        failed.getValue(), says);
            }
        }
        System.out.printf("%s\t%s judged %d%n", file, standard.getId(), rules.getRules().size());
    }

    public static void main(String[] files) {
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        for (String file : files) {
            for (PDFAFlavour standard : STANDARDS) {
                try {
                    judge(file, standard);
                } catch (Exception problem) {
                    System.out.printf("%s\t%s cannot be read: %s%n", file, standard.getId(), problem);
                }
            }
        }
    }
}
