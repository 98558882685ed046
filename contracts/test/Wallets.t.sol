// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ITrace} from "../interfaces/ITrace.sol";
import {ITraceTypes} from "../interfaces/ITraceTypes.sol";
import {Samples} from "./support/Samples.t.sol";
import {Vm, vm} from "./support/Vm.t.sol";
import {OddWallet, ReentrantWallet, Trick, Wallet} from "./support/Wallets.t.sol";

/// @dev Contract wallets, which are asked by ERC-1271 and not believed more than that takes.
contract WalletsTest is Samples {
    uint256 private constant KEY = 77;

    function setUp() public override {
        super.setUp();
        setOpen(ID, true);
    }

    function test_AWalletContractsActIsTheWallets() public {
        address wallet = admitted(address(new Wallet(vm.addr(KEY))));
        skip(invalid(wallet), signedBy(KEY + 1, wallet));
        bring(signedBy(KEY, wallet));
    }

    /// @dev As at an account that lent itself code (EIP-7702): its key still signs, whatever the code would answer.
    function test_TheKeyComesBeforeTheCode() public {
        address account = admitted(vm.addr(KEY));
        vm.etch(account, address(new OddWallet(Trick.Revert)).code);
        skip(invalid(account), signedBy(KEY + 1, account));
        bring(signedBy(KEY, account));
        vm.etch(account, address(new Wallet(vm.addr(KEY + 1))).code);
        ITraceTypes.Signed memory s = signedBy(KEY + 1, account);
        s.nonce = 1;
        skip(invalid(account), s);
        bring(signedFor(sampleBy(KEY + 1), account, 1, block.timestamp)); // and so does who the code says
    }

    function test_AWalletThatDoesNotSayYesIsRefused() public {
        for (uint256 i = 0; i <= uint256(type(Trick).max); ++i) {
            address wallet = admitted(address(new OddWallet(Trick(i))));
            skip(invalid(wallet), signedBy(KEY, wallet));
        }
    }

    /// @dev Of 32 bytes of answer no more is read, however long it is: the act is written, at no greater cost.
    function test_ALongAnswerIsReadNoFurtherThanItsFirstWord() public {
        address wallet = admitted(address(new LongWallet()));
        uint256 before = gasleft();
        bring(signedBy(KEY, wallet));
        vm.assertTrue(before - gasleft() < 2_000_000, "not paid for");
    }

    /// @dev What a wallet may use is bounded, and comes after its standing: a stranger's is not asked at all.
    function test_AWalletThatBurnsGasCostsNoMoreThanItMay() public {
        address wallet = address(new OddWallet(Trick.Spin));
        uint256 stranger_ = costOf(wallet);
        vm.assertTrue(stranger_ < 300_000, "it has no standing, so it is not asked");
        uint256 known = costOf(admitted(wallet));
        vm.assertTrue(known > 400_000 && known - stranger_ < 700_000, "it is asked, with 400,000 of gas");
    }

    function costOf(address wallet) private returns (uint256) {
        ITraceTypes.Signed[] memory acts = one(signedBy(KEY, wallet));
        vm.prank(relayer);
        uint256 before = gasleft();
        vm.assertEq(trace.bring(acts, GAS_EACH), 1, "skipped");
        return before - gasleft();
    }

    function test_AWalletGainsNothingByReentering() public {
        ReentrantWallet wallet = new ReentrantWallet(address(trace));
        admitted(address(wallet));
        wallet.prepare(recordCall(ID, HARVEST));
        Vm.Log[] memory logs = bring(signedBy(KEY, address(wallet)));
        vm.assertEq(countLines(logs), 1, "its line and no other");
        wallet.prepare(abi.encodeCall(ITrace.bring, (one(signedBy(KEY, address(wallet))), 100_000)));
        ITraceTypes.Signed memory s = signedFor(sampleBy(KEY), address(wallet), 1, block.timestamp);
        vm.assertEq(countLines(bring(s)), 1, "its line and no other");
    }

    /* HELPERS */

    function admitted(address wallet) private returns (address) {
        grant(PRODUCER, wallet);
        return wallet;
    }

    function sampleBy(uint256 key) private pure returns (Sample memory sample) {
        sample = record(DIGEST);
        sample.key = key;
    }

    function signedBy(uint256 key, address wallet) private view returns (ITraceTypes.Signed memory) {
        return signedFor(sampleBy(key), wallet, 0, block.timestamp);
    }
}

/// @dev Says yes, and after that a hundred thousand words.
contract LongWallet {
    function isValidSignature(bytes32, bytes calldata) external pure {
        assembly ("memory-safe") {
            mstore(0x00, hex"1626ba7e")
            return(0x00, 100000)
        }
    }
}
