// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @title SignatureValidator
/// @notice Asks a contract wallet whether a signature is its own (ERC-1271), also before it is deployed (ERC-6492).
/// @dev Never deployed, and never a transaction: its creation code and arguments are the data of an `eth_call` without a
///      recipient, and what the constructor returns is the answer. Whatever a wallet or its factory does is undone with it.
contract SignatureValidator {
    /// @notice What came of it, as a word.
    enum Answer {
        NoCode,
        Yes,
        No,
        Failed
    }

    /// @dev How much gas a wallet may use for its answer: exactly what `Trace` gives it (common/Signatures.sol), so that
    ///      nothing is taken here and refused there.
    uint256 private constant WALLET_GAS = 400_000;
    /// @dev How much gas a factory may use to deploy a wallet, or to prepare one.
    uint256 private constant FACTORY_GAS = 3_000_000;
    bytes4 private constant IS_VALID_SIGNATURE = 0x1626ba7e;

    /// @notice Answers with a word.
    /// @param account The wallet.
    /// @param hash What was signed.
    /// @param signature The signature, without what ERC-6492 wraps it in.
    /// @param factory Whoever is to be called first where the wallet does not say yes as it is; zero for nobody.
    /// @param factoryCall What it is called with.
    constructor(address account, bytes32 hash, bytes memory signature, address factory, bytes memory factoryCall) {
        bytes memory question = abi.encodeWithSelector(IS_VALID_SIGNATURE, hash, signature);
        Answer answer = _ask(account, question);
        if (answer != Answer.Yes && factory != address(0)) {
            assembly ("memory-safe") {
                // Whatever it gives back, and whether it succeeds, is not looked at: the wallet's answer decides.
                pop(call(FACTORY_GAS, factory, 0, add(factoryCall, 0x20), mload(factoryCall), 0x00, 0x00))
            }
            answer = _ask(account, question);
        }
        assembly ("memory-safe") {
            mstore(0x00, answer)
            return(0x00, 0x20)
        }
    }

    /// @dev As `Trace` asks: the first word of the answer counts, and no more of it is read.
    function _ask(address account, bytes memory question) private view returns (Answer) {
        if (account.code.length == 0) return Answer.NoCode;
        bool success;
        bytes32 word;
        assembly ("memory-safe") {
            mstore(0x00, 0)
            success := staticcall(WALLET_GAS, account, add(question, 0x20), mload(question), 0x00, 0x20)
            success := and(success, gt(returndatasize(), 0x1f))
            word := mload(0x00)
        }
        if (!success) return Answer.Failed;
        return word == bytes32(IS_VALID_SIGNATURE) ? Answer.Yes : Answer.No;
    }
}
